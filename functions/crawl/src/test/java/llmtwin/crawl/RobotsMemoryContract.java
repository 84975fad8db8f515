package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import llmtwin.crawl.RobotsMemory.RobotsFile;
import org.junit.jupiter.api.Test;

/// What every memory of robots.txt files does.
abstract class RobotsMemoryContract {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private final String site = "https://" + UUID.randomUUID() + ".example";

    /// The memory under test; may know other sites.
    abstract RobotsMemory memory();

    @Test
    void a_file_is_known_to_the_byte_until_it_is_too_old() {
        var body = new byte[] {'U', 's', 'e', 'r', (byte) 0xFF, 0, '\n'};
        var memory = memory();

        assertTrue(memory.load(site, T0).isEmpty());
        memory.save(site, new RobotsFile(body, T0.plusSeconds(10)));

        var known = memory.load(site, T0.plusSeconds(9)).orElseThrow();
        assertArrayEquals(body, known.body());
        assertEquals(T0.plusSeconds(10), known.until());
        assertTrue(memory.load(site, T0.plusSeconds(10)).isEmpty());
        assertTrue(memory.load(site + ":8443", T0).isEmpty());
    }

    @Test
    void that_a_site_has_none_is_known_too_and_a_newer_one_replaces_it() {
        var memory = memory();

        memory.save(site, new RobotsFile(new byte[0], T0.plusSeconds(10)));
        assertEquals(0, memory.load(site, T0).orElseThrow().body().length);

        memory.save(site, new RobotsFile(new byte[] {1}, T0.plusSeconds(20)));
        assertEquals(T0.plusSeconds(20), memory.load(site, T0).orElseThrow().until());
    }
}
