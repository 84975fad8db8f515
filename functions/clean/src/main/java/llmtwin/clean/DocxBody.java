package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// Writes the body of a Word document as Markdown. Reads one document.
final class DocxBody {
    private static final int LEVELS = 9;

    private final DocxStyles styles;
    private final DocxNumbering numbering;
    private final DocxLinks links;
    private final DocxNotes notes;
    private final List<Block> blocks = new ArrayList<>();
    /// How far the text of each list level stands from its marker's left.
    private final int[] widths = new int[LEVELS];

    private Optional<String> title = Optional.empty();

    private enum Kind {
        PARAGRAPH,
        ITEM,
        CODE,
        QUOTE
    }

    private record Block(Kind kind, String text) {}

    DocxBody(DocxStyles styles, DocxNumbering numbering, DocxLinks links, DocxNotes notes) {
        this.styles = styles;
        this.numbering = numbering;
        this.links = links;
        this.notes = notes;
    }

    String markdown(Element body) {
        read(body);
        notes();
        var text = new StringBuilder();
        Kind before = null;
        for (var block : blocks) {
            if (before == Kind.CODE && block.kind() != Kind.CODE) {
                text.append("\n```");
            }
            boolean tight = before == block.kind() && before != Kind.PARAGRAPH;
            text.append(before == null ? "" : tight ? (before == Kind.QUOTE ? "\n>\n" : "\n") : "\n\n");
            text.append(block.kind() == Kind.CODE && before != Kind.CODE ? "```\n" : "")
                    .append(block.text());
            before = block.kind();
        }
        text.append(before == null ? "" : before == Kind.CODE ? "\n```\n" : "\n");
        return text.toString();
    }

    /// The first top heading; empty before the body was read.
    Optional<String> title() {
        return title;
    }

    private void read(Element parent) {
        for (var child : parent.children()) {
            switch (child.tagName()) {
                case "w:p" -> paragraph(child);
                case "w:tbl" -> table(child);
                case "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag" -> read(child);
                default -> {} // Section properties, deleted text, bookmarks.
            }
        }
    }

    private void notes() {
        // A note may have notes.
        for (int i = 0; i < notes.met().size(); i++) {
            var note = notes.met().get(i);
            var text = note.element().select("w|p").stream()
                    .map(paragraph -> DocxSpans.markdown(paragraph, note.links(), notes))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "));
            blocks.add(new Block(Kind.PARAGRAPH, "[" + (i + 1) + "] " + text.strip()));
        }
    }

    private void paragraph(Element paragraph) {
        var style = paragraph.select("> w|pPr > w|pStyle").attr("w:val");
        int level = headingLevel(paragraph, style);
        if (level > 0) {
            heading(paragraph, level);
        } else if (styles.isCode(style)) {
            blocks.add(new Block(Kind.CODE, code(paragraph)));
        } else {
            text(paragraph, style);
        }
        // Text boxes hang in a run of the paragraph; Word writes them twice, the second time for older readers.
        paragraph.select("w|txbxContent").stream()
                .filter(box -> box.closest("mc|Fallback") == null)
                .forEach(this::read);
    }

    private int headingLevel(Element paragraph, String style) {
        var own = paragraph.select("> w|pPr > w|outlineLvl").attr("w:val");
        return own.matches("[0-5]") ? Integer.parseInt(own) + 1 : styles.headingLevel(style);
    }

    private void heading(Element paragraph, int level) {
        var text = DocxSpans.plain(paragraph);
        if (!text.isEmpty()) {
            title = title.isEmpty() && level == 1 ? Optional.of(text) : title;
            blocks.add(new Block(Kind.PARAGRAPH, "#".repeat(level) + " " + InlineMarkdown.inlineEscaped(text)));
        }
    }

    private static String code(Element paragraph) {
        return paragraph.select("w|t").stream().map(Element::wholeText).collect(Collectors.joining());
    }

    private void text(Element paragraph, String style) {
        var text = DocxSpans.markdown(paragraph, links, notes);
        if (text.isEmpty()) {
            return;
        }
        var own = paragraph.select("> w|pPr > w|numPr > w|numId").attr("w:val");
        var list = own.isEmpty() ? styles.numbering(style) : own;
        if (!list.isEmpty() && !list.equals("0")) {
            item(text, list, paragraph.select("> w|pPr > w|numPr > w|ilvl").attr("w:val"));
        } else if (styles.isQuote(style)) {
            blocks.add(new Block(Kind.QUOTE, "> " + text.replace("\n", "\n> ")));
        } else {
            blocks.add(new Block(Kind.PARAGRAPH, text));
        }
    }

    private void item(String text, String list, String written) {
        int level = written.matches("[0-8]") ? Integer.parseInt(written) : 0;
        var marker = numbering.nextMarker(list, level);
        widths[level] = Math.max(2, marker.length());
        int left = 0;
        for (int outer = 0; outer < level; outer++) {
            left += Math.max(2, widths[outer]);
        }
        var indent = " ".repeat(left);
        blocks.add(new Block(
                Kind.ITEM, indent + marker + text.replace("\n", "\n" + indent + " ".repeat(marker.length()))));
    }

    private void table(Element table) {
        var rows = table.select("> w|tr").stream()
                .map(row -> row.select("> w|tc, > w|sdt > w|sdtContent > w|tc"))
                .toList();
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns < 2) {
            rows.forEach(row -> row.forEach(this::read));
            return;
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.add(row.stream().map(this::cell).collect(Collectors.joining(" | ", "| ", " |"))
                    + " |".repeat(columns - row.size()));
            if (lines.size() == 1) {
                lines.add("|" + " --- |".repeat(columns));
            }
        }
        blocks.add(new Block(Kind.PARAGRAPH, String.join("\n", lines)));
    }

    private String cell(Element cell) {
        return cell.select("w|p").stream()
                .map(paragraph -> DocxSpans.markdown(paragraph, links, notes))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }
}
