package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RstExtractorTest {
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";

    private static String text(String rst) {
        return Cleaned.text((PROSE + "\n\n" + rst).getBytes(UTF_8), "a.rst")
                .text()
                .substring(PROSE.length())
                .strip();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a *b* **c** ``d*``|a *b* **c** `d*`",
                "2 * 3 * 4|2 * 3 * 4",
                "`x <https://a.example/>`__|[x](https://a.example/)",
                "see https://a.example/b.|see <https://a.example/b>.",
                "\\*no\\*|\\*no\\*",
                ":py:class:`~a.B` :sub:`2`|`a.B` 2",
                "some_name and unknown_|some_name and unknown\\_",
                "an *unclosed mark|an \\*unclosed mark",
            })
    void inline_markup_is_written_as_markdown(String rst, String markdown) {
        assertEquals(markdown, text(rst));
    }

    @Test
    void levels_are_those_in_which_their_lines_appear() {
        assertEquals("# A\n\n## B\n\n### C\n\n# D", text("A\n~\n\nB\n=\n\nC\n-\n\nD\n~\n"));
    }

    @Test
    void directives_nobody_knows_lose_no_text() {
        var text = text(".. strange:: one\n   :option: two\n\n   Three *four*.\n");

        assertTrue(text.contains("one") && text.contains("Three *four*."), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a ",
                "`a ",
                "|a ",
                "a_ ",
                ":a:`b ",
                "- a\n",
                ":a: b\n",
                "=",
                "= =\n",
                "+-+\n| a\n",
                ".. a\n",
                "a\n=\n",
                "  a\n"
            })
    void endless_repetition_is_read_quickly(String part) {
        var rst = (PROSE + "\n\n" + part.repeat(1_000_000 / part.length())).getBytes(UTF_8);

        assertTrue(
                Cleaned.within(6_000, () -> Cleaned.text(rst, "a.rst")).text().contains(PROSE));
    }

    @Test
    void deep_nesting_is_read_quickly() {
        var nested = new StringBuilder(PROSE + "\n\n");
        for (int depth = 0; depth < 1_000; depth++) {
            nested.append(" ".repeat(2 * depth)).append("- a\n\n");
        }

        assertTrue(Cleaned.within(3_000, () -> Cleaned.text(nested.toString().getBytes(UTF_8), "a.rst"))
                .text()
                .contains(PROSE));
    }

    @Test
    void a_damaged_file_never_breaks_the_step() {
        var rst = "A\n=\n\n" + PROSE + "\n\n+-+-+\n|a|b|\n+-+-+\n\n== ==\na  b\n== ==\n\n.. code:: x\n\n  y\n\n- a\n";

        Cleaned.survivesDamage(rst.getBytes(UTF_8), "a.rst");
    }
}
