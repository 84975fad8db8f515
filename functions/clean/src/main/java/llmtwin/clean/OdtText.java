package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Reads the text in paragraphs of an OpenDocument text. Comments, deleted and hidden text are left out; footnotes are
/// kept apart, their numbers stay in the text.
final class OdtText {
    /// Nobody sets text apart by more spaces than a line has.
    private static final int MAX_SPACES = 80;

    private final OdtStyles styles;
    private final List<Element> notes = new ArrayList<>();

    OdtText(OdtStyles styles) {
        this.styles = styles;
    }

    /// The bodies of the footnotes met so far; the first has number 1.
    List<Element> notes() {
        return notes;
    }

    StyledText of(Element paragraph) {
        var text = new StyledText();
        read(paragraph, StyledText.Look.PLAIN, text);
        return text;
    }

    private void read(Element parent, StyledText.Look look, StyledText text) {
        for (var child : parent.childNodes()) {
            if (child instanceof TextNode words) {
                text.add(words.getWholeText().replaceAll("[ \\t\\r\\n]+", " "), look);
            } else if (child instanceof Element element) {
                read(element, element.tagName(), look, text);
            }
        }
    }

    private void read(Element element, String tag, StyledText.Look look, StyledText text) {
        switch (tag) {
            case "text:s" -> text.add(" ".repeat(spaces(element)), look);
            case "text:tab" -> text.add("\t", look);
            case "text:line-break" -> text.add("\n", look);
            case "text:span" -> span(element, look, text);
            case "text:a" -> read(element, look.linked(link(element)), text);
            case "text:note" -> note(element, text);
            case "draw:frame" -> frame(element, look, text);
            case "text:p", "text:h" -> boxed(element, look, text);
            case "text:tracked-changes",
                    "office:annotation",
                    "office:annotation-end",
                    "text:hidden-text",
                    "text:hidden-paragraph",
                    "text:ruby-text",
                    "text:note-citation",
                    "office:event-listeners",
                    "svg:title",
                    "svg:desc" -> {}
            default -> read(element, look, text);
        }
    }

    /// A paragraph of a text box inside another paragraph.
    private void boxed(Element paragraph, StyledText.Look look, StyledText text) {
        text.add("\n", look);
        read(paragraph, look, text);
        text.add("\n", look);
    }

    private static int spaces(Element element) {
        var count = element.attr("text:c");
        return !count.matches("\\d+") ? 1 : count.length() > 2 ? MAX_SPACES : Integer.parseInt(count);
    }

    private void span(Element span, StyledText.Look look, StyledText text) {
        var style = span.attr("text:style-name");
        if (!styles.isHidden("text", style)) {
            read(span, styles.look(style, look), text);
        }
    }

    private static String link(Element link) {
        var target = link.attr("xlink:href").strip();
        return target.matches("(?i)mailto:.*")
                ? target
                : Links.web(target).map(Object::toString).orElse("");
    }

    private void note(Element note, StyledText text) {
        var body = note.children().stream()
                .filter(child -> child.tagName().equals("text:note-body"))
                .findFirst();
        body.ifPresent(found -> {
            notes.add(found);
            text.add("[" + notes.size() + "]", StyledText.Look.PLAIN);
        });
    }

    /// A picture is told by its description, a text box by its text.
    private void frame(Element frame, StyledText.Look look, StyledText text) {
        boolean box =
                frame.children().stream().anyMatch(child -> child.tagName().equals("draw:text-box"));
        if (box) {
            read(frame, look, text);
            return;
        }
        for (var child : frame.children()) {
            if (child.tagName().equals("svg:desc") || child.tagName().equals("svg:title")) {
                text.add("[" + Lines.squeezed(child.text()) + "]", StyledText.Look.PLAIN);
                return;
            }
        }
    }
}
