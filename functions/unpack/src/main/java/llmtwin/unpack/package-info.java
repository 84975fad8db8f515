/// An uploaded export or archive becomes its documents: everything in it that the person wrote.
@NullMarked
package llmtwin.unpack;

import org.jspecify.annotations.NullMarked;
