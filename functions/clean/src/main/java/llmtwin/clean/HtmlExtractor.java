package llmtwin.clean;

import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/// The main content of a web page.
final class HtmlExtractor implements Extractor {
    /// No page for people is nested deeper; what is, is flattened.
    private static final int MAX_DEPTH = 128;

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var base = hints.url() == null ? "" : hints.url().toString();
        var page = Jsoup.parse(
                TextDecoder.html(bytes, hints.contentType()),
                base,
                Parser.htmlParser().setMaxDepth(MAX_DEPTH));
        var metadata = PageMetadata.of(page, hints);
        var content = MainContent.of(page);
        return new CleanOutcome.Text("html", metadata, HtmlToMarkdown.of(content));
    }
}
