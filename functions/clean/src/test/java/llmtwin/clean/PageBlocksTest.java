package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageBlocksTest {
    private static final String BODY = """
            # The pond

            A pond of two metres is enough for three frogs, and for one heron that comes when they are fat.

            In the second year the water cleared by itself, and since then I only take the leaves out in autumn.

            """;
    private static final String BOX = "If you liked this, the next letter from the garden comes by mail on Sunday.";

    private static Set<Long> repeated(String... texts) {
        return Arrays.stream(texts).map(TextBlock::hash).collect(Collectors.toSet());
    }

    private static String without(String markdown, String... repeated) {
        return PageBlocks.of(markdown).without(repeated(repeated)).text();
    }

    @Test
    void a_closing_paragraph_that_repeats_is_left_out() {
        var own = PageBlocks.of(BODY + BOX + "\n").without(repeated(BOX));

        assertEquals(BODY.stripTrailing() + "\n", own.text());
        assertEquals(List.of(BOX), own.leftOut());
    }

    @Test
    void so_is_one_in_the_middle_whatever_its_marks_case_and_line_breaks() {
        var before = "Frogs like it when nobody mows around the pond before July.\n\n";
        var after = "So I leave the scythe where it hangs until the hay is ripe.\n";
        var box = "If you *liked* this,\nthe next **LETTER** from the [garden](/pond?from=7) comes by mail on Sunday.";

        assertEquals(before + after, without(before + box + "\n\n" + after, BOX));
    }

    @Test
    void a_text_where_nothing_repeats_stays_as_it_is_to_the_letter() {
        var text = "\n\n" + BODY + "\n\n\n" + BOX + "  \n\n";

        assertEquals(text, without(text, "Something else that stands on other pages of the site."));
    }

    @Test
    void a_heading_goes_with_the_last_of_its_section_and_stays_while_there_is_something() {
        var text = BODY + "## Letters\n\n### By mail\n\n" + BOX + "\n";

        assertEquals(BODY.stripTrailing() + "\n", without(text, BOX));
        assertEquals(
                BODY + "## Letters\n\nThere were four in May.\n",
                without(text + "\n## Letters\n\nThere were four in May.\n", BOX));
        assertEquals(
                BODY + "## Letters\n\nThere were four in May.\n",
                without(BODY + "## Letters\n\nThere were four in May.\n\n### By mail\n\n" + BOX + "\n", BOX));
    }

    @Test
    void a_heading_that_announced_nothing_before_is_no_matter_of_the_site() {
        var text = BODY + "## To be written\n\n## Letters\n\n" + BOX + "\n";

        assertEquals(BODY + "## To be written\n", without(text, BOX));
    }

    @Test
    void code_tables_and_quotations_never_go() {
        var text = BODY + """
                ```
                twin up
                ```

                | frog | heron |
                |------|-------|
                | 3    | 1     |

                > Twin up
                """;

        assertEquals(text, without(text, "twin up", "frog heron 3 1", "frog heron\n3 1"));
    }

    @Test
    void code_keeps_its_empty_lines_when_something_around_it_goes() {
        var code = "```\na\n\n\n\nb\n```\n";

        assertEquals(BODY + code, without(BODY + code + "\n" + BOX + "\n", BOX));
    }

    @Test
    void a_list_goes_only_as_a_whole() {
        var ingredients = BODY + "- two eggs\n- a pinch of salt\n- what the garden has\n\nStir it all in a bowl.\n";

        assertEquals(ingredients, without(ingredients, "two eggs", "a pinch of salt"));
        assertEquals(
                BODY.stripTrailing() + "\n",
                without(
                        BODY + "- share it on the green network\n- share it on the blue network\n",
                        "share it on the green network",
                        "share it on the blue network"));
    }

    @ParameterizedTest
    @CsvSource({"Thanks for reading!", "Method:", "How do you keep a pond clear through all of the summer?"})
    void what_leans_on_what_follows_goes_with_it_or_at_the_end(String label) {
        var follows = "I let the duckweed grow over half of it.\n";

        assertEquals(
                BODY + label + "\n\n" + follows, without(BODY + label + "\n\n" + follows, label), "it is answered");
        assertEquals(BODY.stripTrailing() + "\n", without(BODY + label + "\n", label), "nothing follows");
        assertEquals(
                BODY + follows, without(BODY + label + "\n\n" + BOX + "\n\n" + follows, label, BOX), "both repeat");
        assertEquals(
                BODY + label + "\n\n" + follows,
                without(BODY + BOX + "\n\n" + label + "\n\n" + follows, label, BOX),
                "only what is before it goes");
    }

    @Test
    void a_picture_is_the_same_only_if_it_shows_the_same_file() {
        var portrait = "![A. Writer](https://writer.example/me.jpg)";
        var page = BODY + portrait + "\n\n" + BOX + "\n";

        assertEquals(BODY + portrait + "\n", without(page, "A. Writer", BOX));
        assertEquals(BODY.stripTrailing() + "\n", without(page, "A. Writer ![https://writer.example/me.jpg", BOX));
    }

    @Test
    void a_line_between_the_text_and_what_goes_goes_too() {
        assertEquals(BODY.stripTrailing() + "\n", without(BODY + "---\n\n" + BOX + "\n", BOX));
        assertEquals(BODY + "---\n\nIt rained.\n", without(BODY + "---\n\n" + BOX + "\n\n---\n\nIt rained.\n", BOX));
        assertEquals(BODY + "---\n", without(BODY + BOX + "\n\n---\n", BOX));
    }

    @Test
    void a_page_of_which_most_would_go_stays() {
        var biography = "A. Writer keeps a garden with a pond and writes about it when it rains and nothing grows.";
        var page =
                "# About\n\n" + biography + "\n\n" + BOX + "\n\nThe list of all letters, from the first to the last.\n";

        assertEquals(page, without(page, biography, BOX));
    }

    @Test
    void a_page_of_which_too_little_would_be_left_stays() {
        var page = "It rained in the pond today.\n\nThe frogs liked this.\n";

        assertEquals(page, without(page, "The frogs liked this."));
    }

    @Test
    void of_a_long_page_the_first_and_last_forty_paragraphs_are_looked_at() {
        var text = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "Paragraph number " + i + " of a very long page about one pond.\n")
                .collect(Collectors.joining("\n"));
        var blocks = PageBlocks.of(text);

        assertEquals(80, blocks.hashes().size());
        assertEquals(
                List.of(
                        "Paragraph number 40 of a very long page about one pond.",
                        "Paragraph number 61 of a very long page about one pond."),
                blocks.without(repeated(
                                "Paragraph number 40 of a very long page about one pond.",
                                "Paragraph number 41 of a very long page about one pond.",
                                "Paragraph number 60 of a very long page about one pond.",
                                "Paragraph number 61 of a very long page about one pond."))
                        .leftOut());
    }

    @Test
    void a_block_that_stands_twice_on_a_page_counts_once_and_goes_twice() {
        var text = BOX + "\n\n" + BODY + BODY + BOX + "\n";

        assertEquals(5 - 2, PageBlocks.of(text).hashes().size());
        assertEquals(BODY + BODY.stripTrailing() + "\n", without(text, BOX));
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_the_text_is_what_stays_of_it_is_lines_of_it_in_their_order(long seed) {
        var lines = List.of(
                "",
                "",
                "",
                "a frog",
                BOX,
                "- a frog",
                "  - two",
                "1. one",
                "> said",
                "```",
                "# Pond",
                "===",
                "---",
                "* * *",
                "[a]: https://pond.example/",
                "[b]: <",
                "    four",
                "| a | b |",
                "|---|---|",
                "<div>",
                "</div>",
                "<!--",
                "\\",
                "![x](y)",
                "What?",
                "\t- tab",
                "+",
                "[^1]: note");
        var random = new Random(seed);
        var text = random.ints(1 + random.nextInt(40), 0, lines.size())
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
        var blocks = PageBlocks.of(text);

        assertEquals(text, blocks.without(Set.of()).text());
        var left = new ArrayDeque<>(blocks.without(Set.of(TextBlock.hash(BOX), TextBlock.hash("a frog")))
                .text()
                .lines()
                .toList());
        text.lines().forEach(line -> {
            if (line.equals(left.peek())) {
                left.remove();
            }
        });
        assertEquals(List.of(), List.copyOf(left));
    }
}
