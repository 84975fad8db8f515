package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawFactsTest {
    private static final TwinId ME = new TwinId("me");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant BEFORE = Instant.parse("2026-02-01T10:00:00Z");
    private static final URI PAGE = URI.create("https://example.org/a");
    private static final ContentKey.Raw KEY =
            new ContentKey.Raw(new DocumentRef(ME, DocumentId.of(ME, PAGE.toString())), Sha256.of("words"));

    private static RawFacts at(URI url, @Nullable FeedEntry entry) {
        return new RawFacts(
                new Origin(url.toString(), new SourceId("8a93ba99e2a1651a"), url), NOW, url, "web", entry, null);
    }

    private static int size(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute ->
                        attribute.getKey().length() + attribute.getValue().length())
                .sum();
    }

    @Test
    void what_a_feed_says_comes_back_in_any_script() {
        var entry = new FeedEntry(null, "Über 庭 & 100 % + =", "Ærøskøbing é", "zh-Hant", BEFORE, NOW);

        var attributes = at(PAGE, entry).toAttributes();

        assertEquals(entry, RawFacts.of(KEY, attributes).entry());
        assertTrue(String.join("", attributes.values()).chars().allMatch(c -> c > ' ' && c < 0x7F));
    }

    @Test
    void where_no_feed_said_anything_there_is_no_entry() {
        assertNull(RawFacts.of(KEY, at(PAGE, null).toAttributes()).entry());
    }

    @Test
    void what_has_no_room_is_left_out_and_the_shorter_facts_stay() {
        var url = URI.create("https://example.org/" + "a".repeat(920));
        var long1 = new FeedEntry(null, "庭".repeat(300), "Me", "ja", BEFORE, null);

        var attributes = at(url, long1).toAttributes(Map.of("commit", "c".repeat(2_000), "branch", "b"));

        assertTrue(size(attributes) <= 2_048, "S3 keeps 2 KB");
        assertFalse(attributes.containsKey("title"));
        assertFalse(attributes.containsKey("commit"));
        assertEquals("b", attributes.get("branch"));
        assertEquals(url.toString(), attributes.get("address"));
        assertEquals(url.toString(), attributes.get("url"));
    }
}
