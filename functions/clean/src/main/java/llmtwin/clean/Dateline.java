package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// The short lines between a title and its text that say when it was written and how long it takes to read it. They are
/// told by their digits, in any language, and are metadata of the document.
final class Dateline {
    /// Characters; what is longer is text.
    private static final int LONGEST = 100;
    /// Blocks from the start of the content in which such lines stand.
    private static final int MOST_BLOCKS = 10;

    private static final Set<String> NEVER = Set.of("pre", "blockquote", "table", "ul", "ol", "dl");
    private static final String YEAR = "(?:19|20)\\d\\d";
    private static final Pattern WHEN = Pattern.compile(
            // 1 March 2024, March 1st, 2024
            "(?<!\\d)\\d{1,2}(?!\\d)[^\\d]{1,20}" + YEAR + "(?!\\d)"
                    // 2024年3月1日, 2024-03-01, 2024. 3. 1.
                    + "|(?<!\\d)" + YEAR + "[^\\d\\s]{1,3}\\s?\\d{1,2}[^\\d]{1,3}\\d{1,2}(?!\\d)"
                    // 01.03.24
                    + "|(?<!\\d)\\d{1,2}([./-])\\d{1,2}\\1\\d{2}(?!\\d)"
                    // 5 min read
                    + "|(?<!\\d)\\d{1,3}\\s?[-‑]?min(?:ute)?s?\\.?\\s(?:read|lesezeit|de lecture|de lectura|di lettura)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SENTENCE = Pattern.compile(".*\\p{L}{2,}[.!?。！？…]\\s*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    /// Beside the date: who wrote it, and that it was posted.
    private static final int MOST_WORDS = 7;

    private Dateline() {}

    /// In the page's order.
    static List<Element> in(Element content) {
        var lines = new ArrayList<Element>();
        var seen = new HashSet<Element>();
        for (var node : content.nodeStream(TextNode.class)
                .filter(text -> !text.isBlank())
                .limit(200)
                .toList()) {
            var block = Blocks.around(node, content);
            if (block.equals(content) || !seen.add(block)) {
                continue;
            }
            var text = block.text();
            if (seen.size() > MOST_BLOCKS || (text.length() > LONGEST && !Blocks.isHeading(block))) {
                return lines;
            }
            if (!Blocks.isHeading(block) && isWhen(text) && !isPart(block)) {
                lines.add(block);
            }
        }
        return lines;
    }

    private static boolean isWhen(String text) {
        var when = WHEN.matcher(text);
        return when.find()
                && !SENTENCE.matcher(text).matches()
                && WORD.matcher(when.replaceAll(" ")).results().count() <= MOST_WORDS;
    }

    private static boolean isPart(Element block) {
        return NEVER.contains(block.normalName())
                || block.parents().stream().anyMatch(parent -> NEVER.contains(parent.normalName()));
    }
}
