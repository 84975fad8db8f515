package llmtwin.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import llmtwin.query.Sentences.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    @Test
    void headings_columns_and_marks_are_not_read() {
        var text = """
                # Title

                It’s *quite* **small** — see [the plan](https://example.org/a_b_c).
                Really! ![a photo](a.jpg)

                | a | b |
                |---|---|

                > Quoted, too.
                """;

        assertEquals(List.of("It’s quite small — see the plan.", "Really!", "Quoted, too."), prose(text));
    }

    @Test
    void a_row_of_a_table_is_one_sentence() {
        assertEquals(List.of("the site is down: the message returns `a|b`", "it fails: it is given up"), prose("""
                | what | then |
                |:--|--:|
                | the site is down | the message returns `a\\|b` |
                | it fails | it is given up
                """));
    }

    @Test
    void each_item_of_a_list_is_read_alone() {
        assertEquals(List.of("First thing", "Second thing. And more."), joined("""
                - First thing
                - Second thing.
                  And more.
                """));
    }

    @Test
    void a_code_block_stays_with_the_sentence_that_leads_to_it() {
        var text = """
                Run this:

                ```bash
                ls -l
                ```
                Nothing here.

                ```
                unrelated
                ```
                """;

        assertEquals(
                List.of(new Sentence("Run this:", "```bash\nls -l\n```"), new Sentence("Nothing here.", "")),
                Sentences.of(text));
    }

    @Test
    void a_passage_cut_within_code_is_read_after_it() {
        assertEquals(List.of("Then this:"), prose("x = 1\n```\nThen this:\n```python\ny = 2\n```\n"));
    }

    @Test
    void code_that_no_fence_marks_is_not_read() {
        assertEquals(
                List.of("It works (as of 2023)."),
                prose("\"p_0_5_um\": \"251.67\", \"p_1_0_um\": \"78.49\" } ] }\n\nIt works (as of 2023).\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ask Dr. Who now. He knows.|Ask Dr. Who now.",
                "Use tools, e.g. Python here. Fine.|Use tools, e.g. Python here.",
                "Set `my_var_name` to 1. Fine.|Set `my_var_name` to 1.",
                "A snake_case_name stays. Fine.|A snake_case_name stays.",
                "Is it 3.5 or 4? Yes.|Is it 3.5 or 4?"
            })
    void the_first_sentence_ends_where_a_reader_ends_it(String text, String first) {
        assertEquals(first, prose(text).getFirst());
    }

    private static List<String> prose(String text) {
        return Sentences.of(text).stream().map(Sentence::prose).toList();
    }

    private static List<String> joined(String text) {
        return List.of(
                prose(text).getFirst(),
                String.join(" ", prose(text).subList(1, prose(text).size())));
    }
}
