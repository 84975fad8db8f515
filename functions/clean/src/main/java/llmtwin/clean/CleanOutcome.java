package llmtwin.clean;

import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;

/// What cleaning some bytes led to.
sealed interface CleanOutcome {
    /// @param extractor which extractor made the text: the name of its format, such as `html` or `docx`
    /// @param text faithful Markdown, lines ended by `\n`
    /// @param own the part of it that the person wrote; null if that is all of it
    record Text(
            String extractor,
            Metadata metadata,
            String text,
            @Nullable String own) implements CleanOutcome {
        Text(String extractor, Metadata metadata, String text) {
            this(extractor, metadata, text, null);
        }

        Text withText(String other) {
            return new Text(extractor, metadata, other, own);
        }
    }

    /// There is nothing in it to search.
    ///
    /// @param reason for the document's owner
    record Nothing(String reason) implements CleanOutcome {}

    /// It holds other documents; it has to be unpacked.
    record Archive() implements CleanOutcome {}

    /// It cannot be read.
    ///
    /// @param reason for the document's owner
    record Unreadable(String reason) implements CleanOutcome {}
}
