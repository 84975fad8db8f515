package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// A run of text with its emphasis, code, links, images and line breaks, as Markdown.
final class InlineMarkdown {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*\\n\\s*");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f]+");
    /// What would be read as markup though it is text: emphasis at a word's edge, code, tags, entities, links.
    private static final Pattern MARKUP = Pattern.compile(
            "\\\\(?=[\\p{Punct}])|`|\\*(?! )|(?<! )\\*|(?<![\\p{L}\\p{N}_])_|_(?![\\p{L}\\p{N}_])|<(?=[A-Za-z/!?])|&(?=#?\\w{1,32};)|(?<=])\\(|~~");
    /// What would be read as a heading, quote, list or rule at the start of a line.
    private static final Pattern LINE_MARKUP = Pattern.compile("^(#{1,6}(?= |$)|>|[-+*](?= |$)|(?:-{3,}|={3,})$)");
    private static final Pattern LINE_NUMBER = Pattern.compile("^(\\d{1,9})([.)])(?= |$)");
    /// Signs of links that point to the heading they stand in.
    private static final Set<String> PERMALINKS = Set.of("#", "¶", "§", "🔗", "link", "permalink");

    private final StringBuilder out = new StringBuilder();
    private boolean bold;
    private boolean italic;
    private boolean struck;
    private boolean linked;

    /// The element's content on one line.
    static String of(Element element) {
        var line = new InlineMarkdown();
        element.childNodes().forEach(line::add);
        return SPACE.matcher(line.out).replaceAll(" ").strip();
    }

    /// A paragraph without markup as Markdown that says the same.
    static String escaped(String text) {
        return asText(inlineEscaped(text));
    }

    /// Text inside a line, where no heading or list can start.
    static String inlineEscaped(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$0");
    }

    /// Inline Markdown with its line breaks kept, and nothing at a line's start that would be read as another block.
    static String lines(String markdown) {
        return markdown.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(InlineMarkdown::asText)
                .collect(Collectors.joining("  \n"));
    }

    void add(Node node) {
        switch (node) {
            case TextNode text -> text(text.getWholeText());
            case Element element -> element(element);
            default -> {} // Comments, and scripts' data.
        }
    }

    /// What was added, cut where a line break follows another.
    List<String> paragraphs() {
        var paragraphs = new ArrayList<String>();
        for (var part : EMPTY_LINE.split(out, -1)) {
            var paragraph = lines(part);
            if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph);
            }
        }
        return paragraphs;
    }

    private static String asText(String line) {
        var marked = LINE_MARKUP.matcher(line).replaceFirst("\\\\$1");
        return LINE_NUMBER.matcher(marked).replaceFirst("$1\\\\$2");
    }

    private void text(String text) {
        var collapsed = SPACE.matcher(text).replaceAll(" ");
        boolean afterSpace = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(MARKUP.matcher(afterSpace ? collapsed.replaceFirst("^ ", "") : collapsed)
                .replaceAll("\\\\$0"));
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "br" -> out.append('\n');
            case "b", "strong" -> bold(element);
            case "i", "em", "cite", "var", "dfn" -> italic(element);
            case "s", "del", "strike" -> struck(element);
            case "code", "kbd", "samp", "tt" -> code(element);
            case "a" -> link(element);
            case "img" -> image(element);
            case "q" -> quoted(element);
            case "wbr", "script", "style", "template", "noscript" -> {}
            default -> element.childNodes().forEach(this::add);
        }
    }

    private void bold(Element element) {
        boolean outer = bold;
        bold = true;
        wrapped(element, outer ? "" : "**");
        bold = outer;
    }

    private void italic(Element element) {
        boolean outer = italic;
        italic = true;
        wrapped(element, outer ? "" : "*");
        italic = outer;
    }

    private void struck(Element element) {
        boolean outer = struck;
        struck = true;
        wrapped(element, outer ? "" : "~~");
        struck = outer;
    }

    private void quoted(Element element) {
        out.append('“');
        element.childNodes().forEach(this::add);
        out.append('”');
    }

    private void wrapped(Element element, String mark) {
        int start = out.length();
        element.childNodes().forEach(this::add);
        surround(start, mark, mark);
    }

    /// Puts marks around what was written since `start`; white space at its edges stays outside.
    private void surround(int start, String before, String after) {
        var written = out.substring(start);
        var core = written.strip();
        if (core.isEmpty() || before.isEmpty() || core.contains("\n\n")) {
            return;
        }
        int lead = written.indexOf(core);
        out.setLength(start);
        out.append(written, 0, lead).append(before).append(core).append(after);
        out.append(written, lead + core.length(), written.length());
    }

    private void code(Element element) {
        var text = SPACE.matcher(element.wholeText()).replaceAll(" ").strip();
        if (text.isEmpty()) {
            return;
        }
        var fence = "`".repeat(Lines.longestRun(text, '`') + 1);
        var pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
        out.append(fence).append(pad).append(text).append(pad).append(fence);
    }

    private void link(Element element) {
        var text = element.text().strip();
        if (PERMALINKS.contains(text) && element.closest("h1, h2, h3, h4, h5, h6") != null) {
            return;
        }
        var address = address(element, "href");
        int start = out.length();
        boolean outer = linked;
        linked = true;
        element.childNodes().forEach(this::add);
        linked = outer;
        if (outer || address.isEmpty()) {
            return;
        }
        if (text.equals(element.attr("href")) && text.equals(address)) {
            out.setLength(start);
            out.append('<').append(address).append('>');
        } else {
            surround(start, "[", "](" + address + ")");
        }
    }

    private void image(Element element) {
        var description = SPACE.matcher(element.attr("alt")).replaceAll(" ").strip();
        if (!description.isEmpty()) {
            var safe = description.replace("[", "(").replace("]", ")");
            out.append("![")
                    .append(safe)
                    .append("](")
                    .append(address(element, "src"))
                    .append(')');
        }
    }

    /// Absolute, or empty if it leads nowhere a reader could go.
    private static String address(Element element, String attribute) {
        var written = element.attr(attribute).strip();
        if (written.startsWith("#")) {
            return "";
        }
        var absolute = element.absUrl(attribute);
        return absolute.matches("(?i)(https?|mailto):.*")
                ? absolute.replace(" ", "%20")
                        .replace("(", "%28")
                        .replace(")", "%29")
                        .replace("<", "%3C")
                        .replace(">", "%3E")
                : "";
    }
}
