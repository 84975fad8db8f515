package llmtwin.clean;

import org.jsoup.nodes.Document;

/// The main content of a web page.
final class HtmlExtractor implements Extractor {
    static final String NAME = "html";

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var page = parsed(
                bytes,
                hints.contentType(),
                hints.url() == null ? "" : hints.url().toString());
        var metadata = PageMetadata.of(page, hints);
        if (page.baseUri().isEmpty() && metadata.url() != null) {
            page.setBaseUri(metadata.url().toString()); // A saved page; its links still lead where they led.
        }
        var content = MainContent.of(page);
        return new CleanOutcome.Text(NAME, metadata, HtmlToMarkdown.of(content));
    }

    /// @param contentType as the origin declared it; empty if it did not
    /// @param base what relative addresses are relative to; empty if that is not known
    static Document parsed(byte[] bytes, String contentType, String base) {
        return Markup.parsed(TextDecoder.html(bytes, contentType), base);
    }
}
