package llmtwin.unpack;

import java.util.Locale;
import java.util.regex.Pattern;

/// WordPress keeps posts of its old editor without paragraphs: an empty line starts one, a line end breaks the line.
/// This is what its function `wpautop` makes of them, as far as text is concerned.
///
/// @see <a href="https://developer.wordpress.org/reference/functions/wpautop/">wpautop</a>
final class WordPressParagraphs {
    private static final Pattern PREFORMATTED = Pattern.compile("(?is)<(pre|script|style|textarea)\\b.*?</\\1\\s*>");
    private static final Pattern BLOCK = Pattern.compile(
            "(?i)</?(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area"
                    + "|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer"
                    + "|nav|figure|figcaption|details|menu|summary)\\b.*");

    private WordPressParagraphs() {}

    static String of(String content) {
        var text = content.replace("\r\n", "\n").replace('\r', '\n');
        // The block editor writes its own paragraphs.
        if (text.contains("<!-- wp:") || text.toLowerCase(Locale.ROOT).contains("<p>")) {
            return text;
        }
        var html = new StringBuilder();
        var preformatted = PREFORMATTED.matcher(text);
        int from = 0;
        while (preformatted.find()) {
            paragraphs(text.substring(from, preformatted.start()), html);
            html.append(preformatted.group()).append('\n');
            from = preformatted.end();
        }
        paragraphs(text.substring(from), html);
        return html.toString();
    }

    private static void paragraphs(String text, StringBuilder html) {
        for (var part : text.split("\\n[ \\t]*\\n", -1)) {
            var paragraph = part.strip();
            if (paragraph.isEmpty()) {
                continue;
            }
            boolean block =
                    BLOCK.matcher(paragraph.lines().findFirst().orElse("")).matches();
            html.append(block ? paragraph : "<p>" + paragraph.replace("\n", "<br>\n") + "</p>")
                    .append('\n');
        }
    }
}
