package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// The text of one paragraph as word processors keep it: stretches that look the same all along. Neighbours that look
/// the same become one, however often the program that wrote them has cut them.
final class StyledText {
    private static final Pattern MONOSPACED = Pattern.compile(
            ".*\\b(?:mono|courier|consolas|menlo|monaco|typewriter|inconsolata|fixed|code)\\b.*|.*(?:mono|courier).*");

    private final List<Span> spans = new ArrayList<>();

    /// How a stretch of text looks.
    ///
    /// @param link where it leads; empty for nowhere
    record Look(boolean bold, boolean italic, boolean struck, boolean code, String link) {
        static final Look PLAIN = new Look(false, false, false, false, "");

        Look linked(String to) {
            return new Look(bold, italic, struck, code, to);
        }

        Look notCode() {
            return new Look(bold, italic, struck, false, link);
        }

        private boolean marksLike(Look other) {
            return notCode().linked("").equals(other.notCode().linked(""));
        }
    }

    private record Span(StringBuilder text, Look look) {}

    /// Whether a font by this name is one for code.
    static boolean isMonospaced(String font) {
        return MONOSPACED.matcher(font.toLowerCase(Locale.ROOT)).matches();
    }

    void add(String text, Look look) {
        if (text.isEmpty()) {
            return;
        }
        if (spans.isEmpty() || !spans.getLast().look().equals(look)) {
            spans.add(new Span(new StringBuilder(), look));
        }
        spans.getLast().text().append(text);
    }

    void addAll(StyledText other) {
        other.spans.forEach(span -> add(span.text().toString(), span.look()));
    }

    boolean isBlank() {
        return spans.stream().allMatch(span -> span.text().toString().isBlank());
    }

    /// Whether all that can be seen of it is code.
    boolean isCode() {
        return !isBlank()
                && spans.stream()
                        .allMatch(span ->
                                span.look().code() || span.text().toString().isBlank());
    }

    /// How many characters look like code.
    int codeLength() {
        return spans.stream()
                .filter(span -> span.look().code())
                .mapToInt(span -> span.text().length())
                .sum();
    }

    /// Without looks.
    String plain() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /// Writes it as HTML into the element.
    void appendTo(Element parent, boolean withCode) {
        Element link = null;
        Element marks = null;
        Look before = Look.PLAIN;
        for (var span : spans) {
            var look = withCode ? span.look() : span.look().notCode();
            if (!look.link().equals(before.link())) {
                link = look.link().isEmpty() ? null : parent.appendElement("a").attr("href", look.link());
                marks = null;
            }
            if (marks == null || !look.marksLike(before)) {
                marks = marked(link == null ? parent : link, look);
            }
            appendLines(
                    look.code() ? marks.appendElement("code") : marks,
                    span.text().toString());
            before = look;
        }
    }

    private static Element marked(Element parent, Look look) {
        var element = parent;
        element = look.struck() ? element.appendElement("del") : element;
        element = look.bold() ? element.appendElement("strong") : element;
        return look.italic() ? element.appendElement("em") : element;
    }

    private static void appendLines(Element parent, String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            parent.appendChild(new TextNode(text.substring(start, end)));
            parent.appendElement("br");
            start = end + 1;
        }
        parent.appendChild(new TextNode(text.substring(start)));
    }
}
