package llmtwin.clean;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Writes the body of an OpenDocument text as HTML. Reads one document.
final class OdtBody {
    /// A row may claim to repeat its empty cells a million times.
    private static final int MAX_COLUMNS = 64;

    private final OdtStyles styles;
    private final OdtText text;
    private final Element body = Document.createShell("").body();
    /// How far the last list of each style has counted.
    private final Map<String, Integer> counts = new HashMap<>();

    OdtBody(OdtStyles styles) {
        this.styles = styles;
        this.text = new OdtText(styles);
    }

    Element html(Element office) {
        read(office, body);
        // A note may have notes.
        for (int i = 0; i < text.notes().size(); i++) {
            var note = new StyledText();
            note.add("[" + (i + 1) + "] ", StyledText.Look.PLAIN);
            text.notes().get(i).select("text|p").forEach(paragraph -> {
                note.addAll(text.of(paragraph));
                note.add(" ", StyledText.Look.PLAIN);
            });
            note.appendTo(body.appendElement("p"), true);
        }
        return body;
    }

    /// The first top heading; empty before the body was read.
    Optional<String> title() {
        return Optional.ofNullable(body.selectFirst("h1")).map(Element::text);
    }

    private void read(Element parent, Element into) {
        for (var child : parent.children()) {
            switch (child.tagName()) {
                case "text:h" -> heading(child, into);
                case "text:p" -> paragraph(child, into);
                case "text:list" -> list(child, into, child.attr("text:style-name"), 1);
                case "table:table" -> table(child, into);
                case "text:section" -> section(child, into);
                case "text:index-body",
                        "text:index-title",
                        "text:numbered-paragraph",
                        "draw:frame",
                        "draw:text-box",
                        "text:bibliography" -> read(child, into);
                default -> {} // Declarations, tracked changes, tables of contents.
            }
        }
    }

    private void section(Element section, Element into) {
        if (!section.attr("text:display").equals("none")) {
            read(section, into);
        }
    }

    private void heading(Element heading, Element into) {
        var outline = heading.attr("text:outline-level");
        int level = outline.matches("[1-6]") ? Integer.parseInt(outline) : outline.isEmpty() ? 1 : 6;
        text.of(heading).appendTo(into.appendElement("h" + level), true);
    }

    private void paragraph(Element paragraph, Element into) {
        var style = paragraph.attr("text:style-name");
        if (styles.isHidden("paragraph", style)) {
            return;
        }
        var words = text.of(paragraph);
        int level = styles.headingLevel(style);
        if (level > 0 && !words.isBlank()) {
            words.appendTo(into.appendElement("h" + level), true);
        } else if (styles.isCode(style) || words.isCode()) {
            continued("pre", into).appendText(words.plain() + "\n");
        } else if (styles.isQuote(style)) {
            words.appendTo(continued("blockquote", into).appendElement("p"), true);
        } else {
            words.appendTo(into.appendElement("p"), true);
        }
    }

    /// Paragraphs of code or quotation in a row are one block.
    private static Element continued(String tag, Element into) {
        var last = into.lastElementChild();
        return last != null && last.nameIs(tag) ? last : into.appendElement(tag);
    }

    private void list(Element list, Element into, String style, int level) {
        if (list.children().stream().anyMatch(OdtBody::holdsHeading)) {
            list.children().forEach(item -> read(item, into)); // Numbered headings are written as lists, too.
            return;
        }
        boolean numbered = styles.isNumbered(style, level);
        var html = into.appendElement(numbered ? "ol" : "ul");
        int count = list.attr("text:continue-numbering").equals("true") || list.hasAttr("text:continue-list")
                ? counts.getOrDefault(style + level, 0)
                : 0;
        html.attr("start", String.valueOf(count + 1));
        for (var item : list.children()) {
            count++;
            var li = html.appendElement("li");
            for (var child : item.children()) {
                if (child.tagName().equals("text:list")) {
                    var own = child.attr("text:style-name");
                    list(child, li, own.isEmpty() ? style : own, level + 1);
                } else {
                    item(child, li);
                }
            }
        }
        counts.put(style + level, count);
    }

    private static boolean holdsHeading(Element item) {
        return item.children().stream().anyMatch(child -> child.tagName().equals("text:h"));
    }

    private void item(Element child, Element li) {
        if (child.tagName().equals("text:p")) {
            text.of(child).appendTo(li.appendElement("p"), true);
        }
    }

    private void table(Element table, Element into) {
        var html = into.appendElement("table");
        rows(table).forEach(row -> {
            var tr = html.appendElement("tr");
            int empty = 0;
            for (var cell : row.children()) {
                if (tr.childrenSize() + empty >= MAX_COLUMNS) {
                    break;
                }
                empty += columns(cell) - 1;
                if (cell.childrenSize() == 0) {
                    empty++;
                } else {
                    Stream.generate(() -> "td").limit(empty).forEach(tr::appendElement);
                    empty = 0;
                    cell(cell, tr.appendElement("td"));
                }
            }
        });
    }

    private static Stream<Element> rows(Element table) {
        return table.children().stream().flatMap(child -> switch (child.tagName()) {
            case "table:table-row" -> Stream.of(child);
            case "table:table-header-rows", "table:table-rows", "table:table-row-group" -> rows(child);
            default -> Stream.of();
        });
    }

    private static int columns(Element cell) {
        var repeated = cell.attr("table:number-columns-repeated");
        return !repeated.matches("[1-9]\\d*") ? 1 : repeated.length() > 2 ? MAX_COLUMNS : Integer.parseInt(repeated);
    }

    private void cell(Element cell, Element td) {
        List<Element> children = cell.children();
        boolean plain = children.stream().allMatch(child -> child.tagName().equals("text:p"));
        if (!plain) {
            read(cell, td);
            return;
        }
        var words = new StyledText();
        for (var paragraph : children) {
            words.add(words.isBlank() ? "" : "\n", StyledText.Look.PLAIN);
            words.addAll(text.of(paragraph));
        }
        words.appendTo(td, true);
    }
}
