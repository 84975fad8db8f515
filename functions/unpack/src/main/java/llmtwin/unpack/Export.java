package llmtwin.unpack;

import java.io.IOException;
import java.util.function.Consumer;
import llmtwin.core.ExportOptions;

/// Reads what one service or program hands out when people ask for their data.
interface Export {
    /// In lower case; starts the addresses of its pieces and is told to the owner.
    String name();

    /// Whether this is such an export. Looks at names and, where those do not tell, at the start of files.
    boolean recognises(Archive archive) throws IOException;

    /// Whether the names of its entries are the addresses of its documents ([Addresses#of(Archive, String)]).
    default boolean namesDocumentsByEntry() {
        return false;
    }

    /// Hands over everything in it, one after the other. What was handed over before an exception stands.
    ///
    /// @throws IOException if no more of it can be read; an [Unreadable] names the reason
    void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException;
}
