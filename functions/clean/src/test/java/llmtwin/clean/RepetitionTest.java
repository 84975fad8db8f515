package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepetitionTest {
    private static final long BOX = 1;

    /// A page with three paragraphs that no other has, and these.
    private static Set<Long> page(int number, Long... more) {
        var blocks =
                LongStream.range(0, 3).mapToObj(i -> 1000L * (number + 1) + i).collect(Collectors.toSet());
        blocks.addAll(List.of(more));
        return blocks;
    }

    private static List<Set<Long>> pages(int count, int withBox) {
        var pages = new ArrayList<Set<Long>>();
        for (int i = 0; i < count; i++) {
            pages.add(i < withBox ? page(i, BOX) : page(i));
        }
        return pages;
    }

    @ParameterizedTest(name = "on {1} of {0} pages: {2}")
    @CsvSource({
        "0,   0, false",
        "3,   3, false",
        "4,   3, false",
        "4,   4, true",
        "8,   4, true",
        "9,   4, false",
        "9,   5, true",
        "16,  7, false",
        "16,  8, true",
        "16, 16, true"
    })
    void a_block_repeats_if_it_stands_on_four_pages_and_on_half_of_all(int pages, int withBox, boolean repeats) {
        assertEquals(repeats ? Set.of(BOX) : Set.of(), Repetition.in(pages(pages, withBox)));
    }

    @Test
    void copies_of_a_page_are_one_page() {
        var copies = new ArrayList<>(Collections.nCopies(6, page(0, BOX)));
        copies.add(page(1));

        assertEquals(Set.of(), Repetition.in(copies));
    }

    @Test
    void copies_that_differ_in_one_paragraph_of_ten_are_one_page() {
        var pages = new ArrayList<Set<Long>>();
        for (long i = 0; i < 6; i++) {
            var blocks = LongStream.range(0, 10).boxed().collect(Collectors.toCollection(HashSet::new));
            blocks.add(100 + i);
            pages.add(blocks);
        }

        assertEquals(Set.of(), Repetition.in(pages));
    }

    @Test
    void pages_with_more_in_common_than_of_their_own_are_different_pages() {
        var pages = LongStream.range(0, 5)
                .mapToObj(i -> Set.of(1L, 2L, 3L, 100 + i))
                .toList();

        assertEquals(Set.of(1L, 2L, 3L), Repetition.in(pages));
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 100).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_repeats_depends_on_no_order_and_stands_on_half_of_the_pages(long seed) {
        var random = new Random(seed);
        var pages = new ArrayList<Set<Long>>();
        for (int i = 0; i < 1 + random.nextInt(16); i++) {
            pages.add(random.longs(1 + random.nextInt(12), 0, 15).boxed().collect(Collectors.toSet()));
        }

        var repeated = Repetition.in(pages);

        for (var block : repeated) {
            assertTrue(pages.stream().filter(page -> page.contains(block)).count() >= 4);
        }
        Collections.shuffle(pages, random);
        assertEquals(repeated, Repetition.in(pages));
        pages.add(pages.getFirst());
        assertEquals(repeated, Repetition.in(pages), "a page once more");
    }
}
