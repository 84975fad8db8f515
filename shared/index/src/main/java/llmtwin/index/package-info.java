/// Keeps chunks in Qdrant and finds them again: by meaning, by words, and both together.
@NullMarked
package llmtwin.index;

import org.jspecify.annotations.NullMarked;
