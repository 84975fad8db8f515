package llmtwin.clean;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmtwin.core.DocumentId;
import llmtwin.core.Version;

/// Some pages of one site, from which is learnt what repeats over all of it. The first sixteen are taken; later each
/// new one takes the place of one that was read long ago, so that a new design is learnt, too.
///
/// @param revision how often the sample was saved
record SiteSample(long revision, Map<DocumentId, SampledPage> pages) {
    /// Of no page.
    static final SiteSample EMPTY = new SiteSample(0, Map.of());

    private static final int MOST_PAGES = 16;
    private static final Duration LONG_AGO = Duration.ofDays(7);
    private static final Comparator<Map.Entry<DocumentId, SampledPage>> OLDEST_FIRST = Comparator.comparing(
                    (Map.Entry<DocumentId, SampledPage> page) -> page.getValue().read())
            .thenComparing(Map.Entry::getKey);

    SiteSample {
        pages = Map.copyOf(pages);
    }

    /// One page of a sample.
    ///
    /// @param version which was read
    /// @param blocks hashes of its paragraphs and list items
    /// @param leftOut those of them that its stored text lacks, or will lack when it has been cleaned as was asked
    /// @param read when it came into the sample; cut to milliseconds
    record SampledPage(Version version, Set<Long> blocks, Set<Long> leftOut, Instant read) {
        SampledPage {
            read = read.truncatedTo(ChronoUnit.MILLIS);
            blocks = Set.copyOf(blocks);
            leftOut = Set.copyOf(leftOut);
        }

        private SampledPage without(Set<Long> now) {
            return new SampledPage(version, blocks, now, read);
        }
    }

    boolean has(DocumentId id, Version version) {
        var page = pages.get(id);
        return page != null && page.version().equals(version);
    }

    /// With a page that is about to be cleaned as this sample teaches then. Nothing changes if there is no room, if a
    /// later version of the page was read, or if there is nothing new.
    SiteSample with(DocumentId id, Version version, Set<Long> blocks, Instant now) {
        var known = pages.get(id);
        if (known == null ? !hasRoom(now) : known.version().compareTo(version) > 0) {
            return this;
        }
        var more = new HashMap<>(pages);
        if (known == null && pages.size() >= MOST_PAGES) {
            oldest().ifPresent(page -> more.remove(page.getKey()));
        }
        var read = known != null && known.version().equals(version) ? known.read() : now;
        more.put(id, new SampledPage(version, blocks, Set.of(), read));
        return new SiteSample(revision, more).cleaned(List.of(id));
    }

    private boolean hasRoom(Instant now) {
        return pages.size() < MOST_PAGES
                || oldest().filter(page -> page.getValue().read().isBefore(now.minus(LONG_AGO)))
                        .isPresent();
    }

    private Optional<Map.Entry<DocumentId, SampledPage>> oldest() {
        return pages.entrySet().stream().min(OLDEST_FIRST);
    }

    /// Hashes of the blocks that repeat over the site.
    Set<Long> repeated() {
        return Repetition.in(pages.values().stream().map(SampledPage::blocks).toList());
    }

    /// The pages that have to be cleaned again, because more or less repeats than when they were, by id.
    Map<DocumentId, SampledPage> outdated() {
        var repeated = repeated();
        var outdated = new TreeMap<DocumentId, SampledPage>();
        pages.forEach((id, page) -> {
            if (!page.leftOut().equals(shared(page.blocks(), repeated))) {
                outdated.put(id, page);
            }
        });
        return outdated;
    }

    /// With these pages cleaned, or asked to be cleaned, as the sample teaches now.
    SiteSample cleaned(Iterable<DocumentId> ids) {
        var repeated = repeated();
        var cleaned = new HashMap<>(pages);
        ids.forEach(id -> cleaned.computeIfPresent(id, (_, page) -> page.without(shared(page.blocks(), repeated))));
        return new SiteSample(revision, cleaned);
    }

    /// What both have.
    static Set<Long> shared(Set<Long> blocks, Set<Long> repeated) {
        return blocks.stream().filter(repeated::contains).collect(Collectors.toUnmodifiableSet());
    }
}
