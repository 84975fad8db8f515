package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Puts the paragraphs of an RTF file together as HTML: headings, lists, tables, code. Reads one document.
final class RtfBody {
    private static final Pattern NUMBER =
            Pattern.compile("\\W*(\\d{1,6})[.)].*|\\W*[A-Za-z]{1,4}[.)].*", Pattern.DOTALL);
    private static final int MAX_LEVEL = 8;

    private final List<Block> blocks = new ArrayList<>();
    private final List<StyledText> notes = new ArrayList<>();
    private List<StyledText> cells = new ArrayList<>();
    private int length;
    private int code;

    /// What is known of a paragraph beside its text.
    ///
    /// @param heading 1 to 6; 0 for none
    /// @param marker what stands before an item of a list; empty for no item
    /// @param level how deep the list is nested; 0 for the outermost
    record Form(int heading, boolean code, boolean quote, String marker, int level) {}

    private sealed interface Block {
        record Paragraph(StyledText text, Form form) implements Block {}

        record Row(List<StyledText> cells) implements Block {}
    }

    void paragraph(StyledText text, Form form) {
        endRow();
        length += text.plain().length();
        code += text.codeLength();
        blocks.add(new Block.Paragraph(text, form));
    }

    void cell(StyledText text) {
        cells.add(text);
    }

    void endRow() {
        if (!cells.isEmpty()) {
            blocks.add(new Block.Row(cells));
            cells = new ArrayList<>();
        }
    }

    /// @return the number of the note
    int note(StyledText text) {
        notes.add(text);
        return notes.size();
    }

    Element html() {
        endRow();
        var body = Document.createShell("").body();
        // A manuscript set in Courier throughout is no code.
        boolean withCode = code * 2 < length;
        for (var block : blocks) {
            switch (block) {
                case Block.Row(var row) -> row(row, continued("table", body));
                case Block.Paragraph(var text, var form) -> paragraph(text, form, body, withCode);
            }
        }
        for (int i = 0; i < notes.size(); i++) {
            var note = body.appendElement("p").appendText("[" + (i + 1) + "] ");
            notes.get(i).appendTo(note, withCode);
        }
        return body;
    }

    private static void row(List<StyledText> cells, Element table) {
        var tr = table.appendElement("tr");
        cells.forEach(cell -> cell.appendTo(tr.appendElement("td"), false));
    }

    private static void paragraph(StyledText text, Form form, Element body, boolean withCode) {
        if (!form.marker().isEmpty()) {
            text.appendTo(item(form, body), withCode);
        } else if (form.heading() > 0 && !text.isBlank()) {
            text.appendTo(body.appendElement("h" + form.heading()), false);
        } else if (form.code() || (withCode && text.isCode())) {
            continued("pre", body).appendText(text.plain() + "\n");
        } else if (form.quote()) {
            text.appendTo(continued("blockquote", body).appendElement("p"), withCode);
        } else {
            text.appendTo(body.appendElement("p"), withCode);
        }
    }

    private static Element item(Form form, Element body) {
        var number = NUMBER.matcher(form.marker());
        boolean numbered = number.matches();
        var tag = numbered ? "ol" : "ul";
        var list = body;
        for (int level = 0; level < Math.min(form.level(), MAX_LEVEL); level++) {
            var outer = list.lastElementChild();
            var item = outer != null && (outer.nameIs("ol") || outer.nameIs("ul")) ? outer.lastElementChild() : null;
            if (item == null) {
                break; // Nested without anything to nest in.
            }
            list = item;
        }
        var last = list.lastElementChild();
        if (last == null || !last.nameIs(tag)) {
            last = list.appendElement(tag);
            last.attr("start", numbered ? Optional.ofNullable(number.group(1)).orElse("1") : "");
        }
        return last.appendElement("li");
    }

    /// Rows or lines of code one after the other are one block.
    private static Element continued(String tag, Element body) {
        var last = body.lastElementChild();
        return last != null && last.nameIs(tag) ? last : body.appendElement(tag);
    }
}
