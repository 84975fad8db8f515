package llmtwin.clean;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// Parses HTML as browsers do, within bounds: every element takes a few hundred bytes of memory, and a page of a few
/// megabytes can hold millions.
final class Markup {
    /// No page for people is nested deeper; what is, is flattened.
    private static final int MAX_DEPTH = 128;

    private static final int MAX_TAGS = 300_000;

    private Markup() {}

    /// There is more markup than is read.
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooMuch() {
            super("it has more than " + MAX_TAGS + " tags; send it in several parts, or as plain text");
        }
    }

    /// @param base what relative addresses are relative to; empty if that is not known
    /// @throws TooMuch if it holds more elements than a page for people does
    static Document parsed(String html, String base) {
        return parsed(html, base, Parser.htmlParser());
    }

    /// The same of XHTML, by the parser that fits it.
    static Document parsed(String html, String base, Parser parser) {
        if (hasTooManyTags(html)) {
            throw new TooMuch();
        }
        return Jsoup.parse(html, base, parser.setMaxDepth(MAX_DEPTH));
    }

    private static boolean hasTooManyTags(String html) {
        int tags = 0;
        for (int at = html.indexOf('<'); at >= 0 && at + 1 < html.length(); at = html.indexOf('<', at + 1)) {
            tags += Character.isLetter(html.charAt(at + 1)) ? 1 : 0;
        }
        return tags > MAX_TAGS;
    }
}
