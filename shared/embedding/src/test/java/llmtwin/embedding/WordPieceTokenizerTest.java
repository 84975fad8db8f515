package llmtwin.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordPieceTokenizerTest {
    private static final int CLS = 101;
    private static final int SEP = 102;

    private final WordPieceTokenizer tokenizer = new WordPieceTokenizer(Vocabulary.fromTokenizerJson("""
            {"model": {"vocab": {"[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "un": 1, "##able": 2, "##believ": 3,
             "a": 4, "##b": 5, "[": 6, "]": 7, "sep": 8, "天": 9, "气": 10, ".": 11, "σ": 12}}}
            """));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tokens_are_those_of_hugging_face(String text, long[] ids) {
        assertArrayEquals(ids, Shipped.TOKENIZER.ids(text, Integer.MAX_VALUE));
        assertEquals(ids.length, Shipped.TOKENIZER.count(text));
    }

    /// Written by tokens.py.
    static Stream<Arguments> tokens_are_those_of_hugging_face() throws IOException {
        try (var in = Objects.requireNonNull(WordPieceTokenizerTest.class.getResourceAsStream("tokens.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::tree)
                    .map(line -> Arguments.of(
                            line.path("text").asString(),
                            line.path("ids").values().stream()
                                    .mapToLong(id -> id.asLong())
                                    .toArray()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "unbelievable, 1 3 2",
        "UNABLE,       1 2",
        "unx,          100",
        "a.b,          4 11 100",
        "天气ab,        9 10 4 5",
        "Σ,            12",
    })
    void a_word_is_cut_at_the_longest_known_pieces(String text, String ids) {
        assertArrayEquals(marked(ids), tokenizer.ids(text, 10));
    }

    @Test
    void a_mark_in_the_text_is_text() {
        assertArrayEquals(marked("6 8 7"), tokenizer.ids("[SEP]", 10));
    }

    @Test
    void a_longer_text_is_cut_and_still_closed() {
        assertArrayEquals(marked("4 4 4"), tokenizer.ids("a ".repeat(1000), 5));
        assertEquals(1002, tokenizer.count("a ".repeat(1000)));
        assertArrayEquals(marked(""), tokenizer.ids("a", 2));
    }

    @ParameterizedTest(name = "a code point repeated {0} times is {1} tokens")
    @CsvSource({"100, 102", "101, 3"})
    void a_word_of_more_than_100_code_points_is_unknown_as_a_whole(int length, int tokens) {
        assertEquals(tokens, tokenizer.count("a" + "b".repeat(length - 1)));
    }

    private static long[] marked(String ids) {
        var inner = ids.isBlank()
                ? Stream.<Long>empty()
                : Stream.of(ids.strip().split(" ")).map(Long::valueOf);
        return Stream.of(Stream.of((long) CLS), inner, Stream.of((long) SEP))
                .flatMap(part -> part)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /// The vocabulary that is shipped.
    private static final class Shipped {
        static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(Vocabulary.fromTokenizerJson(
                new ModelFiles("all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json").tokenizerJson()));
    }
}
