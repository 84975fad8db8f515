package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bm25Test {
    /// Worked by hand: f (k1 + 1) / (f + k1 (1 - b + b n / 80)), k1 = 1.2, b = 0.75.
    @ParameterizedTest(name = "{0} times in a passage of {1} terms")
    @CsvSource({"1, 80, 1.0", "2, 80, 1.375", "1, 8, 1.582734", "1, 160, 0.709677", "5, 40, 1.913043"})
    void a_terms_weight_is_the_textbook_value(int times, int length, double weight) {
        var text = "kettle ".repeat(times) + "stone ".repeat(length - times);

        assertEquals(weight, Bm25.passage(text).getOrDefault(Bm25.index("kettl"), 0f), 1e-5);
    }

    @Test
    void a_question_has_each_term_once() {
        assertEquals(
                Map.of(Bm25.index("kettl"), 1f, Bm25.index("stone"), 1f),
                Bm25.question("The kettle, kettles and the stone"));
    }

    /// Of the reference implementation of MurmurHash3_x86_32, seed 0.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"hello, 613153351", "'', 0", "test, 3127628307", "kettl, 3247847376"})
    void an_index_is_the_murmur3_hash_of_the_term(String term, String hash) {
        assertEquals(Long.parseLong(hash), Integer.toUnsignedLong(Bm25.index(term)));
    }

    @Test
    void indexes_ascend_as_unsigned_numbers() {
        var indexes = Bm25.passage("one two three four five six seven eight nine ten").keySet().stream()
                .map(Integer::toUnsignedLong)
                .toList();

        assertEquals(indexes.stream().sorted().toList(), indexes);
        assertTrue(indexes.getLast() > Integer.MAX_VALUE, "a hash with the highest bit set");
    }

    @Test
    void a_text_without_terms_is_an_empty_vector() {
        assertEquals(Map.of(), Bm25.passage("to be or not to be"));
        assertEquals(Map.of(), Bm25.question("?"));
    }
}
