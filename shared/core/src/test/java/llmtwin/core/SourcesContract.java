package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ledger of sources does.
public abstract class SourcesContract {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private Sources sources;
    private TwinId twin;
    private Source feed;

    /// The ledger under test; may hold sources of other twins.
    protected abstract Sources ledger();

    @BeforeEach
    void aSourceOfAFreshTwin() {
        sources = ledger();
        twin = new TwinId("t" + UUID.randomUUID());
        feed = Source.asked(twin, URI.create("https://example.org/feed"), Duration.ofDays(1), new Reach(2, 300), T0);
        sources.save(feed);
    }

    @Test
    void a_source_is_found_as_it_was_saved() {
        assertEquals(feed, sources.source(twin, feed.id()).orElseThrow());
        assertEquals(List.of(feed), sources.sources(twin));
    }

    @Test
    void a_good_crawl_is_recorded_and_a_bad_one_keeps_what_was_found() {
        var validators = new Validators("\"v1\"", null);
        sources.crawled(twin, feed.id(), null, 60, validators, T0.plusSeconds(100));
        var crawled = sources.source(twin, feed.id()).orElseThrow();
        assertEquals(Source.Status.CRAWLED, crawled.status());
        assertEquals(60, crawled.found());
        assertEquals(validators, crawled.validators());
        assertEquals(T0.plusSeconds(100), crawled.nextCrawl());

        sources.crawled(twin, feed.id(), "500 from the site", 0, validators, T0.plusSeconds(200));
        var failed = sources.source(twin, feed.id()).orElseThrow();
        assertEquals(Source.Status.FAILED, failed.status());
        assertEquals("500 from the site", failed.problem());
        assertEquals(60, failed.found());
    }

    @Test
    void a_crawl_that_goes_on_waits_again_and_shows_what_it_found() {
        sources.crawled(twin, feed.id(), "500 from the site", 0, new Validators("\"v1\"", null), T0);

        sources.goesOn(twin, feed.id(), 60, T0.plusSeconds(100));

        var waiting = sources.source(twin, feed.id()).orElseThrow();
        assertEquals(Source.Status.QUEUED, waiting.status());
        assertNull(waiting.problem());
        assertEquals(60, waiting.found());
        assertEquals(Validators.NONE, waiting.validators());
        assertEquals(T0.plusSeconds(100), waiting.nextCrawl());
        assertFalse(sources.due(T0.plusSeconds(99)).contains(waiting));
    }

    @Test
    void an_uploaded_archive_is_kept_and_never_due() {
        var archive = Source.ofArchive(twin, "upload:old posts/é 100%.zip", T0);
        sources.save(archive);

        sources.crawled(twin, archive.id(), null, 12, Validators.NONE, null);

        var unpacked = sources.source(twin, archive.id()).orElseThrow();
        assertEquals(archive.url(), unpacked.url());
        assertEquals(12, unpacked.found());
        assertFalse(sources.due(Instant.parse("9999-01-01T00:00:00Z")).contains(unpacked));
    }

    @Test
    void somebody_comes_back_to_an_archive_when_told_to_and_then_no_more() {
        var archive = Source.ofArchive(twin, "upload:posts.zip", T0);
        sources.save(archive);
        sources.crawled(twin, archive.id(), "half of it is gone", 0, Validators.NONE, null);
        var before = sources.source(twin, archive.id()).orElseThrow();

        sources.comeBack(twin, archive.id(), T0.plusSeconds(5));

        var waiting = sources.source(twin, archive.id()).orElseThrow();
        assertEquals(T0.plusSeconds(5), waiting.nextCrawl());
        assertEquals("half of it is gone", waiting.problem());
        assertTrue(sources.due(T0.plusSeconds(5)).contains(waiting));
        sources.comeBack(twin, archive.id(), null);
        assertEquals(before, sources.source(twin, archive.id()).orElseThrow());
        assertFalse(sources.due(T0.plusSeconds(5)).contains(before));
    }

    @Test
    void a_removed_source_does_not_come_back_with_a_time_to_come_back() {
        var archive = Source.ofArchive(twin, "upload:posts.zip", T0);
        sources.comeBack(twin, archive.id(), T0);
        assertTrue(sources.source(twin, archive.id()).isEmpty());
    }

    @Test
    void a_source_is_due_when_its_time_has_come_unless_it_is_being_erased() {
        assertTrue(sources.due(T0).contains(feed));
        assertFalse(sources.due(T0.minusMillis(1)).contains(feed));

        sources.save(new Source(
                twin,
                feed.id(),
                feed.url(),
                feed.added(),
                feed.interval(),
                feed.nextCrawl(),
                Source.Status.ERASING,
                null,
                0,
                Validators.NONE,
                Reach.USUAL));

        sources.comeBack(twin, feed.id(), T0);

        assertTrue(sources.due(T0).stream().noneMatch(source -> source.twin().equals(twin)));
    }

    @Test
    void a_removed_source_does_not_come_back_with_a_late_crawl() {
        sources.remove(twin, feed.id());

        sources.crawled(twin, feed.id(), null, 1, Validators.NONE, T0);
        sources.goesOn(twin, feed.id(), 1, T0);

        assertTrue(sources.source(twin, feed.id()).isEmpty());
    }
}
