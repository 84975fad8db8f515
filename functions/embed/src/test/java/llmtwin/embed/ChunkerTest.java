package llmtwin.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import llmtwin.core.Chunk;
import llmtwin.embedding.OnnxEmbedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final OnnxEmbedder EMBEDDER = OnnxEmbedder.shared();
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river. "; // 13 tokens
    private static final String PARAGRAPH = SENTENCE.repeat(8).strip() + "\n\n"; // 104 tokens

    private final Chunker chunker = new Chunker(EMBEDDER);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chunks_cover_every_character_of_the_text_in_order(long seed) {
        assertWellCut(RandomMarkdown.of(seed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n\t\n", "\u00a0\u3000"})
    void a_blank_text_has_no_chunks(String text) {
        assertEquals(List.of(), chunker.chunk(text));
    }

    @Test
    void a_short_text_is_one_chunk_without_the_blanks_around_it() {
        assertEquals(List.of(new Chunk(0, 1, 12, "# One\n\nTwo.")), chunker.chunk("\n# One\n\nTwo.\n\n"));
    }

    @Test
    void a_section_that_fits_is_not_torn_apart() {
        var first = "# One\n\n" + PARAGRAPH;
        var second = "## Two\n\n" + PARAGRAPH;

        assertEquals(List.of(first.strip(), second.strip()), texts(first + second));
    }

    @Test
    void a_long_section_is_cut_between_paragraphs_and_its_heading_stays_with_the_first() {
        var text = "# Heading\n\n" + PARAGRAPH.repeat(3);

        assertEquals(List.of("# Heading\n\n" + PARAGRAPH.strip(), PARAGRAPH.strip(), PARAGRAPH.strip()), texts(text));
    }

    @Test
    void a_long_paragraph_is_cut_between_sentences() {
        for (var chunk : texts(SENTENCE.repeat(60))) {
            assertTrue(chunk.startsWith("The quick") && chunk.endsWith("the river."), chunk);
        }
    }

    @Test
    void an_abbreviation_ends_no_sentence() {
        var sentence =
                "Yesterday Dr. Smith and J. R. Jones of Acme Inc. met, e.g. Tuesday at noon, for vol. Two of it. ";

        for (var chunk : texts(sentence.repeat(40))) {
            assertTrue(chunk.startsWith("Yesterday") && chunk.endsWith("of it."), chunk);
        }
    }

    @Test
    void a_list_is_cut_between_its_items() {
        var items = IntStream.range(0, 60)
                .mapToObj(i -> "- item " + i + " is a line. It says something.\n")
                .toList();

        for (var chunk : texts(String.join("", items))) {
            assertTrue(chunk.startsWith("- item") && chunk.endsWith("something."), chunk);
        }
    }

    @Test
    void code_that_fits_stays_whole() {
        var code = "```java\n" + "int a = 1; // one more line. Really\n\n".repeat(12) + "```";

        var chunks = texts(PARAGRAPH + code + "\n\n" + PARAGRAPH);

        assertTrue(chunks.contains(code), () -> String.join("\n=====\n", chunks));
    }

    @Test
    void a_hash_in_code_is_no_heading() {
        var code = "```sh\n" + "# comment\nls -l\n".repeat(20) + "```";

        assertEquals(List.of(PARAGRAPH.strip(), code), texts(PARAGRAPH + code));
    }

    @Test
    void long_code_is_cut_between_lines() {
        var code = "```\n" + "var total = total + price * amount;\n".repeat(100) + "```";

        for (var chunk : texts(code)) {
            assertTrue(chunk.endsWith(";") || chunk.endsWith("```"), chunk);
        }
    }

    @Test
    void a_small_tail_joins_the_chunk_before_it() {
        var chunks = texts(SENTENCE.repeat(15) + "\n\nA short goodbye.");

        assertEquals(1, chunks.size());
        assertTrue(chunks.getFirst().endsWith("goodbye."));
    }

    @Test
    void a_word_longer_than_a_chunk_is_cut_inside() {
        var chunks = texts("x1".repeat(5_000));

        assertTrue(chunks.size() >= 5);
        assertEquals("x1".repeat(5_000), String.join("", chunks));
    }

    @Test
    void a_character_of_two_units_is_not_torn_apart() {
        for (var chunk : texts("😀".repeat(3_000))) {
            assertTrue(chunk.codePoints().allMatch(c -> c == 0x1F600), chunk);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "天", "# ", "😀", "- a\n", "\u0301", "word ", "no. ", "```\n", " ", "ไทย"})
    void a_text_of_nothing_but_one_thing_is_cut_as_well(String part) {
        assertWellCut(part.repeat(100_000 / part.length()));
    }

    @Test
    void five_million_characters_without_a_blank_are_cut_in_linear_time() {
        var text = "a".repeat(5_000_000);

        // Some seconds; a square of the length would be hours.
        var chunks = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> chunker.chunk(text));

        assertEquals(text.length(), chunks.getLast().end());
    }

    private List<String> texts(String text) {
        return chunker.chunk(text).stream().map(Chunk::text).toList();
    }

    private void assertWellCut(String text) {
        var chunks = chunker.chunk(text);

        int end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            assertEquals(i, chunk.position());
            assertTrue(text.substring(end, chunk.start()).codePoints().allMatch(Blank::is), "lost before " + chunk);
            assertEquals(text.substring(chunk.start(), chunk.end()), chunk.text());
            assertEquals(
                    chunk.text().length(),
                    Blank.trim(chunk.text(), 0, chunk.text().length()));
            assertTrue(EMBEDDER.tokens(chunk.text()) <= EMBEDDER.maxTokens(), chunk.text());
            end = chunk.end();
        }
        assertTrue(text.substring(end).codePoints().allMatch(Blank::is), "lost at the end");
        assertEquals(chunks, chunker.chunk(text));
    }
}
