package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final URI LINK = URI.create("https://example.org/a");

    private static List<String> words(int count, long seed) {
        return new Random(seed)
                .ints(count)
                .mapToObj(i -> "w" + Integer.toHexString(i))
                .toList();
    }

    private static Fingerprint of(List<String> words) {
        return Fingerprint.of(String.join(" ", words), null);
    }

    private static List<String> with(List<String> words, int position, String word) {
        var changed = new ArrayList<>(words);
        changed.set(position, word);
        return changed;
    }

    /// Of the runs of five words; worked out without any sketch.
    private static double jaccard(List<String> one, List<String> other) {
        var both = new HashSet<>(runs(one));
        both.retainAll(runs(other));
        var all = new HashSet<>(runs(one));
        all.addAll(runs(other));
        return (double) both.size() / all.size();
    }

    private static List<List<String>> runs(List<String> words) {
        return IntStream.rangeClosed(0, words.size() - 5)
                .mapToObj(i -> words.subList(i, i + 5))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_estimate_is_near_the_likeness_of_two_texts(long seed) {
        var words = words(1000, seed);
        for (int share = 0; share <= 10; share++) {
            var other = new ArrayList<>(words.subList(0, 100 * share));
            other.addAll(words(1000 - 100 * share, seed + 100));

            // Four standard errors of 64 trials.
            assertEquals(
                    jaccard(words, other), of(words).sketch().likeness(of(other).sketch()), 0.25, "share " + share);
        }
    }

    @Test
    void likeness_is_the_same_both_ways_and_one_for_equal_texts() {
        var one = of(words(100, 1)).sketch();
        var other = of(with(words(100, 1), 50, "other")).sketch();

        assertEquals(one.likeness(other), other.likeness(one));
        assertEquals(1, one.likeness(of(words(100, 1)).sketch()));
        assertEquals(0, one.likeness(of(words(100, 2)).sketch()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_copy_with_one_other_word_is_a_duplicate_and_is_found_by_a_shared_name(long seed) {
        var words = words(600, seed);
        var copy = of(with(words, 300, "other"));

        assertTrue(of(words).isDuplicateOf(copy));
        assertFalse(Collections.disjoint(of(words).names(), copy.names()));
    }

    @Test
    void case_marks_and_the_targets_of_links_do_not_count() {
        var words = String.join(" ", words(60, 1));
        var one = Fingerprint.of("# Title\n\n" + words + " [here](https://example.org/a?utm_source=x), **now**!", null);
        var other = Fingerprint.of("TITLE " + words.toUpperCase(Locale.ROOT) + " here now", null);

        assertEquals(one.sketch(), other.sketch());
        assertTrue(one.isDuplicateOf(other));
    }

    @Test
    void short_texts_are_duplicates_only_if_they_are_equal() {
        var words = words(49, 1);

        assertTrue(of(words).isDuplicateOf(of(words)));
        assertFalse(of(words).isDuplicateOf(Fingerprint.of(String.join("  ", words), null)));
        assertEquals(1, of(words).names().size());
    }

    @Test
    void another_half_is_another_text_unless_both_have_one_link() {
        var words = words(400, 1);
        var three = words.subList(0, 300);
        var linked = Fingerprint.of(String.join(" ", words), LINK);

        assertFalse(of(words).isDuplicateOf(of(three)));
        assertTrue(linked.isDuplicateOf(Fingerprint.of(String.join(" ", three), LINK)));
        assertFalse(linked.isDuplicateOf(Fingerprint.of(String.join(" ", words(300, 2)), LINK)));
        assertFalse(linked.isDuplicateOf(Fingerprint.of(String.join(" ", three), URI.create("https://example.org/b"))));
    }

    @Test
    void a_script_without_spaces_is_compared_by_its_characters() {
        var text = new Random(1)
                .ints(300, 0x4E00, 0x9FA5)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertEquals(300, Fingerprint.of(text, null).words());
        assertTrue(Fingerprint.of(text, null).isDuplicateOf(Fingerprint.of(text.substring(0, 295) + "。", null)));
    }

    @Test
    void combining_marks_belong_to_their_word() {
        assertEquals(2, Fingerprint.of("नमस्ते दुनिया", null).words());
    }

    @Test
    void a_text_has_at_most_ten_names_and_its_own_comes_first() {
        var text = String.join(" ", words(100, 1));

        var names = Fingerprint.of(text, LINK).names();

        assertEquals(10, names.size());
        assertEquals("TEXT#" + Sha256.of(text), names.getFirst());
        assertEquals(10, new HashSet<>(names).size());
    }

    @Test
    void a_text_without_words_has_a_fingerprint_too() {
        assertEquals(0, Fingerprint.of("", null).words());
        assertTrue(Fingerprint.of("", null).isDuplicateOf(Fingerprint.of("", null)));
    }

    @Test
    void a_sketch_is_written_and_read_and_never_changes() {
        var sketch = of(words(100, 1)).sketch();

        assertEquals(sketch, MinHash.ofBytes(sketch.toBytes()));
        assertEquals(256, sketch.toBytes().length);
        assertThrows(IllegalArgumentException.class, () -> MinHash.ofBytes(new byte[255]));
        // As it was when the first ones were kept: other seeds would find no duplicate of those.
        assertArrayEquals(
                new byte[] {-87, -25, 10, -37, -122, 81, -55, -41},
                Arrays.copyOf(
                        Fingerprint.of("one two three four five six", null)
                                .sketch()
                                .toBytes(),
                        8));
    }
}
