package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/// The text of a paragraph with its emphasis and links. Deleted and hidden text is left out.
final class DocxSpans {
    private final DocxLinks links;
    private final DocxNotes notes;
    private final List<Span> spans = new ArrayList<>();

    /// A stretch of text that looks the same all along.
    private record Span(StringBuilder text, boolean bold, boolean italic, boolean struck, String link) {
        boolean looksLike(Span other) {
            return bold == other.bold && italic == other.italic && struck == other.struck && link.equals(other.link);
        }
    }

    private DocxSpans(DocxLinks links, DocxNotes notes) {
        this.links = links;
        this.notes = notes;
    }

    /// One or more lines of Markdown.
    static String markdown(Element paragraph, DocxLinks links, DocxNotes notes) {
        var spans = new DocxSpans(links, notes);
        spans.read(paragraph, "");
        var text = new StringBuilder();
        spans.spans.forEach(span -> text.append(marked(span)));
        return InlineMarkdown.lines(text.toString());
    }

    /// Without emphasis, links and notes.
    static String plain(Element paragraph) {
        var spans = new DocxSpans(new DocxLinks(Map.of()), new DocxNotes());
        spans.read(paragraph, "");
        var text = new StringBuilder();
        spans.spans.forEach(span -> text.append(span.text()));
        return Lines.squeezed(text.toString());
    }

    private void read(Element parent, String link) {
        for (var child : parent.children()) {
            switch (child.tagName()) {
                case "w:r" -> run(child, link);
                case "w:hyperlink" -> read(child, links.target(child.attr("r:id")));
                case "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml" ->
                    read(child, link);
                default -> {} // Properties, deleted text, bookmarks, comments.
            }
        }
    }

    private void run(Element run, String link) {
        if (isOn(run, "w:vanish") || isOn(run, "w:webHidden")) {
            return;
        }
        var text = new StringBuilder();
        for (var part : run.children()) {
            switch (part.tagName()) {
                case "w:t" -> text.append(part.wholeText());
                case "w:tab" -> text.append('\t');
                case "w:br", "w:cr" -> text.append(part.attr("w:type").isEmpty() ? "\n" : "");
                case "w:noBreakHyphen" -> text.append('\u2011');
                case "w:drawing" -> text.append(described(part));
                case "w:footnoteReference", "w:endnoteReference" -> text.append(notes.mark(part));
                default -> {} // Properties, field codes, references, text boxes.
            }
        }
        if (!text.isEmpty()) {
            add(new Span(text, isOn(run, "w:b"), isOn(run, "w:i"), isOn(run, "w:strike"), link));
        }
    }

    private void add(Span span) {
        if (!spans.isEmpty() && spans.getLast().looksLike(span)) {
            spans.getLast().text().append(span.text());
        } else {
            spans.add(span);
        }
    }

    private static boolean isOn(Element run, String property) {
        for (var properties : run.children()) {
            if (properties.tagName().equals("w:rPr")) {
                for (var one : properties.children()) {
                    if (one.tagName().equals(property)) {
                        return !one.attr("w:val").matches("0|false|off|none");
                    }
                }
            }
        }
        return false;
    }

    private static String described(Element drawing) {
        var description = Lines.squeezed(drawing.select("wp|docPr").attr("descr"));
        return description.isEmpty() ? "" : "[" + description + "]";
    }

    private static String marked(Span span) {
        var text = InlineMarkdown.inlineEscaped(span.text().toString());
        var core = text.strip();
        if (core.isEmpty()) {
            return text;
        }
        var marks = (span.struck() ? "~~" : "") + (span.bold() ? "**" : "") + (span.italic() ? "*" : "");
        var marked = marks + core + new StringBuilder(marks).reverse();
        var linked = span.link().isEmpty() ? marked : "[" + marked + "](" + span.link() + ")";
        int lead = text.indexOf(core);
        return text.substring(0, lead) + linked + text.substring(lead + core.length());
    }
}
