package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocxNotesTest {
    private static String run(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String refer(String kind, int id) {
        return "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:" + kind + "Reference w:id=\"" + id
                + "\"/></w:r>";
    }

    private static String note(String kind, int id, String content) {
        return "<w:" + kind + " w:id=\"" + id + "\"><w:p><w:r><w:" + kind + "Ref/></w:r>" + content + "</w:p></w:"
                + kind + ">";
    }

    @Test
    void notes_stand_at_the_end_in_the_order_in_which_the_text_names_them() throws IOException {
        var body = "<w:p>" + run("Two beds") + refer("endnote", 7) + run(" and one bench") + refer("footnote", 2)
                + run(" are enough for anybody who has a book to read.") + refer("footnote", 2) + "</w:p>";
        var link = "<w:hyperlink r:id=\"rId1\">" + run("the bench page") + "</w:hyperlink>";
        var file = Samples.docx(
                "",
                body,
                Map.of(
                        "word/footnotes.xml",
                        Samples.docxNotes(
                                "footnote",
                                note("footnote", -1, run("a line")) + note("footnote", 2, run(" See ") + link)),
                        "word/endnotes.xml",
                        Samples.docxNotes("endnote", note("endnote", 7, run(" Dug in March.") + refer("footnote", 2))),
                        "word/_rels/footnotes.xml.rels",
                        ("<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\""
                                        + " Target=\"https://garden.example/bench\"/></Relationships>")
                                .getBytes(UTF_8)));

        var text = Cleaned.text(file, "beds.docx").text();

        assertEquals("""
                Two beds[1] and one bench[2] are enough for anybody who has a book to read.[2]

                [1] Dug in March.[2]

                [2] See [the bench page](https://garden.example/bench)
                """, text);
    }

    @Test
    void a_note_that_names_itself_or_is_missing_ends() throws IOException {
        var body = "<w:p>" + run("Two beds and one bench are enough for anybody who has a book.") + refer("footnote", 1)
                + refer("footnote", 9) + "</w:p>";
        var notes = Samples.docxNotes("footnote", note("footnote", 1, run("Again") + refer("footnote", 1)));

        var text = Cleaned.text(Samples.docx("", body, Map.of("word/footnotes.xml", notes)), "beds.docx")
                .text();

        assertEquals("Two beds and one bench are enough for anybody who has a book.[1]\n\n[1] Again[1]\n", text);
    }
}
