/// A person's own MongoDB, read as their writing: which records there are, what in them is text, and what changed.
@NullMarked
package llmtwin.local.mongo;

import org.jspecify.annotations.NullMarked;
