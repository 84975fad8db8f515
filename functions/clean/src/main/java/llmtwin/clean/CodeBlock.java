package llmtwin.clean;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import llmtwin.core.CodeFence;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Preformatted text as a fenced code block, with its language where the page names it.
final class CodeBlock {
    private static final Pattern LANGUAGE = Pattern.compile(
            "(?:^|\\s)(?:language-|lang-|highlight-source-|highlight-|brush:\\s*|sourceCode\\s+)([\\w+#.-]+)");
    private static final String LINE_NUMBERS =
            ".gutter, .lineno, .linenos, .linenumber, .line-numbers-rows, .lnt, .ln, .rouge-gutter, .blob-num";

    private CodeBlock() {}

    static List<String> of(Element pre) {
        pre.select(LINE_NUMBERS).remove();
        var code = Lines.withoutBlankStart(text(pre)).stripTrailing();
        if (code.isBlank() || isLineNumbers(pre)) {
            return List.of();
        }
        return List.of(CodeFence.of(code, language(pre)));
    }

    private static boolean isLineNumbers(Element pre) {
        return pre.closest(".gutter, .lineno, .linenos, .rouge-gutter, .line-numbers, td.lntd:first-child") != null
                && pre.text().matches("[\\d\\s]+");
    }

    private static String text(Element pre) {
        var text = new StringBuilder();
        pre.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode part) {
                    text.append(part.getWholeText());
                } else if (node instanceof Element element
                        && element.normalName().equals("br")) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                boolean line =
                        node instanceof Element element && element.normalName().matches("div|p|li|tr");
                if (line && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
            }
        });
        return Lines.normalised(text.toString());
    }

    /// Named by the block, the code in it, or what wraps it (as GitHub and Rouge do).
    private static String language(Element pre) {
        var code = pre.selectFirst("code");
        var wrapper = pre.parent();
        var outer = wrapper == null ? null : wrapper.parent();
        for (var element : new Element[] {code, pre, wrapper, outer}) {
            if (element == null) {
                continue;
            }
            var declared = element.hasAttr("data-lang") ? element.attr("data-lang") : element.attr("data-language");
            if (declared.matches("[\\w+#.-]+")) {
                return declared.toLowerCase(Locale.ROOT);
            }
            var named = LANGUAGE.matcher(element.className());
            if (named.find()) {
                var language = named.group(1).toLowerCase(Locale.ROOT);
                return language.matches("none|text|plaintext|plain|default|source|box") ? "" : language;
            }
        }
        return "";
    }
}
