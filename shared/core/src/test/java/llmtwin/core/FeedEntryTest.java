package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedEntryTest {
    private static final Instant DAY = Instant.parse("2026-03-01T10:00:00Z");

    private static FeedEntry saying(@Nullable String title, @Nullable String author, @Nullable String language) {
        return new FeedEntry(null, title, author, language, null, null);
    }

    @Test
    void what_is_blank_or_longer_than_such_a_thing_can_be_says_nothing() {
        assertEquals(FeedEntry.NONE, saying(" \n", "\t", ""));
        assertNull(saying(null, "a".repeat(201), null).author());
        assertNull(saying(null, null, "a".repeat(36)).language());
    }

    @Test
    void a_title_is_one_line_and_a_long_one_is_cut_between_characters() {
        assertEquals("One two", saying("One\n \u0007 two ", null, null).title());

        var cut = Objects.requireNonNull(
                saying("\uD83C\uDF31".repeat(200), null, null).title());

        assertEquals("\uD83C\uDF31".repeat(149) + "…", cut);
    }

    @Test
    void of_what_the_ledger_knows_only_what_a_feed_said_is_taken() {
        var metadata = new Metadata(
                "A title",
                Category.ARTICLE,
                "Me",
                "en",
                DAY,
                DAY,
                null,
                null,
                null,
                "web",
                Map.of("title", "json-ld", "author", "feed", "published", "feed", "modified", "meta"));

        assertEquals(new FeedEntry(null, null, "Me", null, DAY, null), FeedEntry.of(metadata));
    }
}
