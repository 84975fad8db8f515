package llmtwin.clean;

import org.jsoup.Jsoup;

/// The main content of a web page.
final class HtmlExtractor implements Extractor {
    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var base = hints.url() == null ? "" : hints.url().toString();
        var page = Jsoup.parse(TextDecoder.html(bytes, hints.contentType()), base);
        var metadata = PageMetadata.of(page, hints);
        var content = MainContent.of(page);
        return new CleanOutcome.Text("html", metadata, HtmlToMarkdown.of(content));
    }
}
