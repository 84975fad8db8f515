package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressSetTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static List<String> addresses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "https://example.org/" + i)
                .toList();
    }

    @Test
    void it_has_what_was_put_in_each_once_and_nothing_else() {
        var set = AddressSet.EMPTY.with(addresses(0, 500)).with(addresses(250, 1_000));

        assertEquals(1_000, set.size());
        assertTrue(addresses(0, 1_000).stream().allMatch(set::contains));
        assertTrue(addresses(1_000, 20_000).stream().noneMatch(set::contains));
        assertFalse(AddressSet.EMPTY.contains(""));
    }

    @Test
    void it_comes_back_as_it_was_sent() {
        var set = AddressSet.EMPTY.with(addresses(0, 100));

        assertEquals(set, AddressSet.of(set.toString()));
        assertEquals(AddressSet.EMPTY, AddressSet.of(AddressSet.EMPTY.toString()));
        // The first 48 bits of the SHA-256 of the empty text are e3b0c44298fc.
        assertEquals("47DEQpj8", AddressSet.EMPTY.with(List.of("")).toString());
        assertThrows(IllegalArgumentException.class, () -> AddressSet.of("AAAA"));
        assertThrows(IllegalArgumentException.class, () -> AddressSet.of("?"));
    }

    @Test
    void the_largest_message_fits_into_a_queue() {
        var sitemaps = Collections.nCopies(750, URI.create("https://example.org/" + "s".repeat(57)));
        var source = Source.asked(new TwinId("me"), URI.create("https://example.org/"), Duration.ofDays(1), NOW);
        var list = new LongList(
                new Unread(List.of(), sitemaps, source.url()),
                NOW,
                NOW,
                99,
                AddressSet.MAX_SIZE,
                AddressSet.EMPTY.with(addresses(0, AddressSet.MAX_SIZE)),
                true,
                null);

        var message = CrawlRequest.rest(source, NOW, list);

        assertTrue(message.toJson().getBytes(StandardCharsets.UTF_8).length < 262_144, "SQS takes 256 KB");
        assertEquals(message, CrawlRequest.fromJson(message.toJson()));
    }
}
