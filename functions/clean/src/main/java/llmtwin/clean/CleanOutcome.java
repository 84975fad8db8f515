package llmtwin.clean;

import llmtwin.core.Metadata;

/// What cleaning some bytes led to.
sealed interface CleanOutcome {
    /// @param extractor which extractor made the text: `html`, `markdown`, `text`, `pdf`, `docx`
    /// @param text faithful Markdown, lines ended by `\n`
    record Text(String extractor, Metadata metadata, String text) implements CleanOutcome {}

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
