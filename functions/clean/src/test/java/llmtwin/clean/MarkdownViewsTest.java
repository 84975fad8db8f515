package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownViewsTest {
    private static final String NOTE = """
            # On *sharp* tools

            I don’t sharpen often – only when it’s dull 🙂.

            > Sharp enough is sharp.
            > Somebody else said that.

            - one [stone](https://stone.example/)
              with `oil`

                  indented code

            ```java
            int edge = 0;
            ```

            | stone | grit |
            |-------|-----:|
            | fine  | 8000 |

            <aside>raw</aside>

            ---

            The end\\
            of it.
            """;

    @Test
    void style_is_the_authors_running_text_letter_by_letter() {
        assertEquals("""
                # On *sharp* tools

                I don’t sharpen often – only when it’s dull 🙂.

                - one [stone](https://stone.example/)
                  with `oil`

                The end\\
                of it.""", MarkdownViews.of(NOTE).style());
    }

    @Test
    void search_has_every_word_and_no_marks() {
        assertEquals("""
                On sharp tools
                I don’t sharpen often – only when it’s dull 🙂.
                Sharp enough is sharp. Somebody else said that.
                one stone with oil
                indented code
                int edge = 0;
                stone grit
                fine 8000
                The end
                of it.""", MarkdownViews.of(NOTE).search());
    }

    @Test
    void search_writes_compatible_characters_in_one_way() {
        assertEquals("fine 1⁄2 km2 カ", MarkdownViews.of("ﬁne ½ km² ｶ").search());
    }

    @Test
    void marks_nested_without_end_are_read() {
        var deep = ">".repeat(20_000) + " quote\n\n" + "*_".repeat(20_000) + "x" + "_*".repeat(20_000);

        assertEquals("", MarkdownViews.of(">".repeat(20_000) + " quote").style());
        assertTrue(MarkdownViews.of(deep).search().contains("x"));
    }

    @Test
    void prose_is_the_own_running_text_without_code() {
        var markdown = """
                # A *small* garden

                Run `git log`, then [read on](https://garden.example/).

                > quoted

                ```
                code
                ```

                | a | table |
                | - | ----- |

                - one
                """;

        var lines =
                MarkdownViews.of(markdown).prose().lines().map(Lines::squeezed).filter(line -> !line.isEmpty());

        assertEquals(List.of("A small garden", "Run , then read on.", "one"), lines.toList());
    }
}
