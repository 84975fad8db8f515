package llmtwin.core;

/// A document as faithful text: what the clean stage stores and every later stage reads.
///
/// @param extractor which extractor made the text: `html`, `markdown`, `text`, `pdf`, `docx`
/// @param text Markdown; chunk offsets count its UTF-16 units
public record CleanDocument(
        DocumentRef ref, Version version, Origin origin, Metadata metadata, String extractor, String text) {
    /// Names the text itself: equal for documents that say the same.
    public Sha256 textHash() {
        return Sha256.of(text);
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no clean document
    public static CleanDocument fromJson(String json) {
        return Json.read(json, CleanDocument.class);
    }
}
