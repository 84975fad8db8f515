package llmtwin.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtfExtractorTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    private static byte[] rtf(String content) {
        return ("{\\rtf1\\ansi " + content + "}").getBytes(ISO_8859_1);
    }

    private static String text(String content) {
        return Cleaned.text(rtf(content), "a.rtf").text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"letter.rtf", "letter", "letter.doc"})
    void its_first_bytes_tell_what_it_is(String name) {
        assertEquals("rtf", Cleaned.text(rtf(PROSE), name).extractor());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "caf\\'e9|café",
                "\\u8364?|€",
                "\\uc2\\u8364\\'80\\'80x|€x",
                "\\uc0\\u8364 x|€x",
                "\\u-10179\\'3f\\u-8704\\'3f|😀",
                "{\\upr{old}{\\*\\ud{n\\u233?w}}}|néw",
                "a{\\v hidden}b|ab",
                "a{\\deleted gone}b|ab",
                "a{\\*\\anything {nested} hidden}b|ab",
                "a{\\pict 89504e47}b|ab",
                "a\\~b\\-c|a bc",
                "\\{a\\}\\\\|{a}\\",
            })
    void a_character_is_what_its_escape_says(String escaped, String character) {
        assertEquals(PROSE + " " + character + "\n", text(PROSE + " " + escaped).replace('\u00A0', ' '));
    }

    @ParameterizedTest
    @CsvSource({"1251, Привет", "1253, Γειά", "932, 日本", "437, Grüße"})
    void bytes_are_read_in_the_code_page_of_the_file(int page, String word) {
        var name = page == 932 ? "windows-31j" : page == 437 ? "IBM437" : "windows-" + page;
        var bytes = new StringBuilder();
        for (byte b : word.getBytes(Charset.forName(name))) {
            bytes.append(String.format("\\'%02x", b & 0xFF));
        }

        assertEquals(PROSE + " " + word + "\n", text("\\ansicpg" + page + " " + PROSE + " " + bytes));
    }

    @Test
    void raw_bytes_of_pictures_are_passed_over() {
        assertEquals(PROSE + " ab\n", text(PROSE + " a{\\pict\\bin5 {{}\\x}b"));
    }

    @Test
    void numbers_without_bounds_do_no_harm() {
        assertEquals(
                PROSE + "\n",
                text("\\fs99999999999999999999\\uc99999999999 \\ilvl-5\\ls1\\ls0 " + PROSE + "\\bin99999999999 x"));
    }

    @Test
    void a_manuscript_in_typewriter_letters_is_no_code() {
        assertEquals(PROSE + "\n", text("{\\fonttbl{\\f0 Courier;}}\\f0 " + PROSE));
    }

    @Test
    void groups_nested_without_end_are_refused() {
        assertEquals(
                "the RTF cannot be read: its groups are nested deeper than 2000 levels",
                Cleaned.unreadable(rtf("{\\b ".repeat(1_000_000)), "a.rtf"));
    }

    @Test
    void a_table_that_never_ends_loses_no_text() {
        assertEquals("- One\n\n" + PROSE + "\n", text("\\ls1 One\\par\\pard\\intbl " + PROSE + "\\par"));
    }

    @Test
    void megabytes_of_marks_are_read_quickly() {
        var marks = "{\\b\\i a}\\'zz\\par\\ls1\\ilvl8 x\\par\\pard\\cell\\row ".repeat(20_000);

        assertFalse(Cleaned.within(5_000, () -> text(PROSE + marks)).isEmpty());
    }

    @Test
    void a_damaged_file_never_breaks_the_step() {
        Cleaned.survivesDamage(
                rtf("{\\info{\\title T}}{\\b " + PROSE + "}\\par\\ls1{\\listtext 1.}x\\'e4\\u233?"), "a.rtf");
    }
}
