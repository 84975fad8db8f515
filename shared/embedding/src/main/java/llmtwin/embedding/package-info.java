/// Turns texts into vectors with a small model that runs inside the function.
@NullMarked
package llmtwin.embedding;

import org.jspecify.annotations.NullMarked;
