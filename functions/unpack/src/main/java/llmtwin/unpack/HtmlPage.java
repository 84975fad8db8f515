package llmtwin.unpack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/// HTML as exports hold it.
final class HtmlPage {
    private static final int MAX_DEPTH = 256;

    private HtmlPage() {}

    static Document parse(byte[] bytes) throws IOException {
        var page = Jsoup.parse(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8.name(),
                "",
                Parser.htmlParser().setMaxDepth(MAX_DEPTH));
        page.outputSettings().prettyPrint(false);
        return page;
    }

    static Document parse(String html) {
        var page = Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(MAX_DEPTH));
        page.outputSettings().prettyPrint(false);
        return page;
    }

    /// Text with entities, such as a title in a feed, as plain text.
    static String text(String html) {
        return parse(html).text();
    }

    /// Plain text as a paragraph that keeps its line breaks.
    static String paragraph(String text) {
        return "<p>" + Entities.escape(text).replace("\n", "<br>\n") + "</p>";
    }
}
