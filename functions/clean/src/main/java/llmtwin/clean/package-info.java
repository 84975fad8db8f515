/// Raw document to faithful text.
@NullMarked
package llmtwin.clean;

import org.jspecify.annotations.NullMarked;
