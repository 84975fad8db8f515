package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import llmtwin.clean.SiteSample.SampledPage;
import llmtwin.core.DocumentId;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

/// What every memory of sites does.
abstract class SiteSamplesContract {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Instant FORGET = T0.plusSeconds(1_000_000);

    private final TwinId twin = new TwinId("t" + UUID.randomUUID());

    /// The samples under test; may know other twins.
    abstract SiteSamples samples();

    private DocumentId id(String address) {
        return DocumentId.of(twin, address);
    }

    private static SampledPage page(Set<Long> blocks, Set<Long> leftOut) {
        return new SampledPage(new Version(Sha256.of("page"), T0), blocks, leftOut, T0.plusSeconds(1));
    }

    private static SiteSample with(SiteSample sample, DocumentId id, SampledPage page) {
        return new SiteSample(sample.revision(), Map.of(id, page));
    }

    @Test
    void nothing_is_known_of_a_site_at_first() {
        assertEquals(SiteSample.EMPTY, samples().load(twin, "writer.example"));
    }

    @Test
    void a_sample_is_known_to_the_last_bit() {
        var samples = samples();
        var blocks = page(Set.of(1L, -1L, Long.MIN_VALUE), Set.of(Long.MAX_VALUE));
        var pages = Map.of(id("a"), blocks, id("b"), page(Set.of(), Set.of()));

        assertTrue(samples.save(twin, "writer.example", new SiteSample(0, pages), FORGET));

        var known = samples.load(twin, "writer.example");
        assertEquals(pages, known.pages());
        assertEquals(1, known.revision());
    }

    @Test
    void whoever_saved_first_is_not_overwritten() {
        var samples = samples();
        var loadedByBoth = samples.load(twin, "writer.example");
        var first = page(Set.of(1L), Set.of());
        assertTrue(samples.save(twin, "writer.example", with(loadedByBoth, id("a"), first), FORGET));

        assertFalse(
                samples.save(twin, "writer.example", with(loadedByBoth, id("b"), page(Set.of(2L), Set.of())), FORGET));

        assertEquals(
                Map.of(id("a"), first), samples.load(twin, "writer.example").pages());
    }

    @Test
    void whoever_loaded_again_may_save() {
        var samples = samples();
        samples.save(twin, "writer.example", with(SiteSample.EMPTY, id("a"), page(Set.of(1L), Set.of())), FORGET);
        var second = page(Set.of(2L), Set.of(2L));

        assertTrue(samples.save(
                twin, "writer.example", with(samples.load(twin, "writer.example"), id("b"), second), FORGET));

        assertEquals(
                Map.of(id("b"), second), samples.load(twin, "writer.example").pages());
    }

    @Test
    void sites_and_twins_are_kept_apart() {
        var samples = samples();
        samples.save(twin, "writer.example", with(SiteSample.EMPTY, id("a"), page(Set.of(1L), Set.of())), FORGET);

        assertEquals(SiteSample.EMPTY, samples.load(twin, "other.example"));
        assertEquals(SiteSample.EMPTY, samples.load(new TwinId("x" + UUID.randomUUID()), "writer.example"));
    }
}
