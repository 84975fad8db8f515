package llmtwin.core;

/// A document as faithful text: what the clean stage stores and every later stage reads.
///
/// @param extractor which extractor made the text: `html`, `markdown`, `text`, `pdf`, `docx`, `piece`
/// @param text Markdown; chunk offsets count its UTF-16 units
/// @param style the person's own running text in it, letter by letter, to learn style from: without quotations, code,
///     tables, and what others said
/// @param search every word of the text without marks, one line a block, in Unicode's form NFKC
public record CleanDocument(
        DocumentRef ref,
        Version version,
        Origin origin,
        Metadata metadata,
        String extractor,
        String text,
        String style,
        String search) {
    /// Of plain running text, which is its own style and search text.
    public CleanDocument(
            DocumentRef ref, Version version, Origin origin, Metadata metadata, String extractor, String text) {
        this(ref, version, origin, metadata, extractor, text, text, text);
    }

    /// By what the text is recognised when it comes again.
    public Fingerprint fingerprint() {
        var url = metadata.url();
        return Fingerprint.of(text, url == null ? null : WebAddress.withoutTracking(url));
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no clean document
    public static CleanDocument fromJson(String json) {
        return Json.read(json, CleanDocument.class);
    }
}
