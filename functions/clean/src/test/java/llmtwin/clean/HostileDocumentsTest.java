package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Small files that ask for much: the whole clean stage, its derived texts included, is done with each in seconds.
class HostileDocumentsTest {
    private static final String PROSE = "Two beds, one bench, and enough shade for a whole summer of reading. ";

    private static Preview cleaned(byte[] bytes, String name) {
        return Cleaned.within(
                10_000, () -> new Previews().add(bytes, "", name, null).get());
    }

    private static Arguments page(String what, String body) {
        return Arguments.of(what, ("<html><body><p>" + PROSE + "</p>" + body).getBytes(UTF_8), "a.html");
    }

    static Stream<Arguments> documents() throws IOException {
        return Stream.of(
                page("lists in lists", "<ul><li>a b c".repeat(20_000)),
                page("quotes in quotes", "<blockquote>a b c".repeat(20_000)),
                page("tables in tables", "<table><tr><td>a".repeat(10_000)),
                page("one wide row and many short ones", wideTable("<tr><td>x")),
                page("code of ticks", "<p><code>" + "`".repeat(300_000) + "</code>"),
                page("a block of ticks", "<pre>" + "`".repeat(300_000) + "</pre>"),
                page("code after empty lines", "<pre>" + "\n ".repeat(300_000) + "b</pre>"),
                page("JSON-LD in JSON-LD", "<script type=application/ld+json>" + "[".repeat(200_000) + "</script>"),
                text(
                        "a table of one wide row",
                        "|a".repeat(20_000) + "\n" + "|-".repeat(20_000) + "\n" + "|a\n".repeat(20_000),
                        "a.md"),
                text("brackets without end", "[".repeat(500_000) + PROSE, "a.md"),
                text("quotes in quotes", "> ".repeat(200_000) + PROSE, "a.md"),
                text("front matter in front matter", "---\na: " + "[".repeat(200_000) + "\n---\n" + PROSE, "a.md"),
                text("code after empty lines", "Title\n\n::\n\n" + "   \n".repeat(200_000) + "   b\n", "a.rst"),
                text(
                        "one wide row and many short ones",
                        "{\\rtf1 " + "x\\cell ".repeat(20_000) + "\\row " + "x\\cell\\row ".repeat(20_000) + "}",
                        "a.rtf"),
                text(
                        "a header of one word after the other",
                        "From: a@b\nSubject: " + "=?UTF-8?Q?a?= ".repeat(6_000) + "\nContent-Type: text/plain\n\n"
                                + PROSE,
                        "a.eml"),
                text(
                        "a bogus charset",
                        "From: a@b\nContent-Type: text/plain; charset=" + "x".repeat(50_000) + "\n\n" + PROSE,
                        "a.eml"),
                Arguments.of(
                        "runs without end",
                        Samples.docx("<w:p>" + "<w:r><w:tab/><w:br/></w:r>".repeat(200_000) + "</w:p>"),
                        "a.docx"),
                Arguments.of(
                        "lines that never end a sentence",
                        Samples.pdf(List.of(Collections.nCopies(20_000, "x"))),
                        "a.pdf"));
    }

    private static String wideTable(String row) {
        return "<table><tr>" + "<td>x".repeat(20_000) + row.repeat(20_000);
    }

    private static Arguments text(String what, String content, String name) {
        return Arguments.of(what, content.getBytes(UTF_8), name);
    }

    @ParameterizedTest(name = "{0} in {2}")
    @MethodSource("documents")
    void it_ends_soon_with_a_clear_outcome(String what, byte[] bytes, String name) {
        var preview = cleaned(bytes, name);

        assertTrue(preview.text() != null || preview.reason() != null, what);
    }

    @Test
    void a_table_too_wide_to_be_filled_up_keeps_every_cell() {
        var preview = cleaned(("<html><body><p>" + PROSE + wideTable("<tr><td>bean")).getBytes(UTF_8), "a.html");

        var text = String.valueOf(preview.text());
        assertEquals(20_000, text.split("\\| bean \\|", -1).length - 1);
        assertTrue(text.length() < 1_000_000);
        assertNotNull(preview.search());
    }

    @Test
    void forms_that_show_themselves_twice_end_in_words() {
        var font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
        var drawing = "BT /F 9 Tf (abc def) Tj ET /X Do /X Do   ";
        var pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>"
                + font + ">>>>endobj\n4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>"
                + font + ">>/Length " + drawing.length() + ">>stream\n" + drawing
                + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";

        var reason = Cleaned.within(60_000, () -> Cleaned.unreadable(pdf.getBytes(UTF_8), "a.pdf"));

        assertEquals("the PDF cannot be read: it shows more than 50000 forms", reason);
    }
}
