/// The API of a twin's library: sources, uploads, documents, what is going on, and deletion.
@NullMarked
package llmtwin.library;

import org.jspecify.annotations.NullMarked;
