package llmtwin.query;

import java.net.URI;
import llmtwin.core.DocumentId;
import llmtwin.core.Passage;
import org.jspecify.annotations.Nullable;

/// Where a statement of an answer comes from.
///
/// @param number as it stands in brackets in the answer
/// @param start offset of the passage in its document's text
/// @param passage exactly that text from start to end
record Citation(
        int number,
        DocumentId document,
        String title,
        @Nullable URI url,
        int start,
        int end,
        String passage) {
    static Citation of(int number, Passage passage) {
        var chunk = passage.chunk();
        return new Citation(
                number, passage.ref().id(), passage.title(), passage.url(), chunk.start(), chunk.end(), chunk.text());
    }
}
