package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import llmtwin.core.DocumentId;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

class SiteSampleTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final long BOX = 1;

    private static DocumentId id(int page) {
        return DocumentId.of(new TwinId("me"), "https://writer.example/" + page);
    }

    private static Version version(int second) {
        return new Version(Sha256.of("page"), T0.plusSeconds(second));
    }

    /// Each with two paragraphs of its own and one that all have.
    private static Set<Long> blocks(int page) {
        return Set.of(1000L + page, 2000L + page, BOX);
    }

    private static SiteSample of(int pages) {
        var sample = SiteSample.EMPTY;
        for (int page = 0; page < pages; page++) {
            sample = sample.with(id(page), version(0), blocks(page), T0.plusSeconds(page));
        }
        return sample;
    }

    @Test
    void the_first_sixteen_pages_are_taken() {
        var full = of(16);

        assertEquals(16, full.pages().size());
        assertEquals(full, full.with(id(16), version(0), blocks(16), T0.plus(Duration.ofDays(7))));
    }

    @Test
    void a_page_read_more_than_a_week_ago_makes_room() {
        var later = of(16).with(
                        id(16),
                        version(0),
                        blocks(16),
                        T0.plus(Duration.ofDays(7)).plusMillis(1));

        assertEquals(16, later.pages().size());
        assertFalse(later.has(id(0), version(0)), "the oldest one went");
        assertTrue(later.has(id(16), version(0)));
    }

    @Test
    void a_page_takes_its_own_place_again_unless_it_is_an_older_version() {
        var full = of(16);
        var changed = full.with(id(3), version(1), Set.of(7L), T0);

        assertTrue(changed.has(id(3), version(1)));
        assertEquals(16, changed.pages().size());
        assertEquals(changed, changed.with(id(3), version(0), blocks(3), T0));
        assertEquals(full, full.with(id(3), version(0), blocks(3), T0.plusSeconds(99)), "the same one once more");
    }

    @Test
    void pages_that_hold_what_has_begun_or_ceased_to_repeat_are_outdated() {
        var four = of(4);
        assertEquals(Set.of(BOX), four.repeated());
        assertEquals(Set.of(id(0), id(1), id(2)), four.outdated().keySet(), "the fourth is cleaned with them in view");

        var cleaned = four.cleaned(four.outdated().keySet());
        assertEquals(Set.of(), cleaned.outdated().keySet());

        var more = cleaned;
        for (int page = 4; page < 9; page++) {
            more = more.with(id(page), version(0), Set.of(1000L + page), T0);
        }
        assertEquals(Set.of(), more.repeated(), "4 of 9");
        assertEquals(Set.of(id(0), id(1), id(2), id(3)), more.outdated().keySet());
    }
}
