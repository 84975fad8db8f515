package llmtwin.clean;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import llmtwin.clean.SiteSample.SampledPage;
import llmtwin.core.ContentKey;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Replay;
import llmtwin.core.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns what repeats over the sites of a twin and leaves it out of their pages. A page comes into the sample of its
/// site before its text is stored; a page of the sample whose text, by what is known then, should be another is cleaned
/// again. Whoever stored a text looks afterwards whether it is still the right one: so, whatever runs at the same time,
/// dies or comes twice, the text stored last is right.
final class SiteBoilerplate {
    private static final Logger log = LoggerFactory.getLogger(SiteBoilerplate.class);
    /// A site that brought nothing new for so long is not read any more.
    private static final Duration FORGET = Duration.ofDays(180);

    private static final int MOST_TRIES = 20;
    private static final int MOST_SHOWN = 80;

    private final SiteSamples samples;
    private final Replay replay;
    private final InstantSource clock;

    SiteBoilerplate(SiteSamples samples, Replay replay, InstantSource clock) {
        this.samples = samples;
        this.replay = replay;
        this.clock = clock;
    }

    private record Page(DocumentRef ref, Version version, String site) {
        DocumentId id() {
            return ref.id();
        }
    }

    /// Has a text stored; if it is that of a page on the web, without what repeats over its site.
    ///
    /// @param store called once or, if the site taught something else meanwhile, several times
    /// @throws IllegalStateException if it teaches something else all the time
    void store(RawDocument raw, CleanOutcome.Text text, Consumer<CleanOutcome.Text> store) {
        var site = site(raw, text);
        if (site.isPresent()) {
            store(new Page(raw.ref(), raw.version(), site.get()), text, store);
        } else {
            store.accept(text);
        }
    }

    /// The host of a page; empty for what is no page of a site: uploads, files of a repository, posts of a feed.
    private static Optional<String> site(RawDocument raw, CleanOutcome.Text text) {
        boolean isPage = text.extractor().equals(HtmlExtractor.NAME)
                && !raw.hints().handler().equals("git");
        return Optional.ofNullable(raw.hints().url())
                .filter(_ -> isPage)
                .map(url -> Site.of(url).host())
                .filter(host -> !host.isEmpty());
    }

    private void store(Page page, CleanOutcome.Text text, Consumer<CleanOutcome.Text> store) {
        var blocks = PageBlocks.of(text.text());
        for (int i = 0; i < MOST_TRIES; i++) {
            var sample = learn(page, blocks.hashes());
            var leftOut = SiteSample.shared(blocks.hashes(), sample.repeated());
            var own = blocks.without(leftOut);
            log(page, own);
            store.accept(text.withText(own.text()));
            boolean mayChange = sample.has(page.id(), page.version());
            if (!mayChange || isSettled(page, leftOut)) {
                return;
            }
        }
        throw tooMany(page);
    }

    private static void log(Page page, PageBlocks.Own own) {
        if (!own.leftOut().isEmpty()) {
            var shown = own.leftOut().stream()
                    .map(block -> block.replace('\n', ' '))
                    .map(line -> line.substring(0, Math.min(MOST_SHOWN, line.length())))
                    .collect(Collectors.joining("', '", "'", "'"));
            log.info("left out of {} what repeats over {}: {}", page.ref(), page.site(), shown);
        }
    }

    /// @return the sample with the page, unless there is no room for it
    private SiteSample learn(Page page, Set<Long> blocks) {
        for (int i = 0; i < MOST_TRIES; i++) {
            var known = samples.load(page.ref().twin(), page.site());
            var sample = blocks.isEmpty() ? known : known.with(page.id(), page.version(), blocks, clock.instant());
            if (sample.equals(known) || save(page, sample)) {
                return sample;
            }
        }
        throw tooMany(page);
    }

    /// Asks for the pages of the sample that have to be cleaned again.
    ///
    /// @param leftOut of the page that was just stored
    /// @return false if the page itself has to be stored again
    private boolean isSettled(Page page, Set<Long> leftOut) {
        for (int i = 0; i < MOST_TRIES; i++) {
            var sample = samples.load(page.ref().twin(), page.site());
            var known = sample.pages().get(page.id());
            if (known == null || !known.version().equals(page.version())) {
                return true; // Others took its place, and look after the sample.
            }
            var outdated = sample.outdated();
            if (!known.leftOut().equals(leftOut) || outdated.containsKey(page.id())) {
                return false;
            }
            // Asked for before it is noted: whoever dies between the two leaves it to the next one.
            outdated.forEach((id, other) -> cleanAgain(page, id, other));
            if (outdated.isEmpty() || save(page, sample.cleaned(outdated.keySet()))) {
                return true;
            }
        }
        throw tooMany(page);
    }

    private void cleanAgain(Page page, DocumentId id, SampledPage other) {
        var ref = new DocumentRef(page.ref().twin(), id);
        log.info("{} showed what repeats over {}: {} is cleaned again", page.ref(), page.site(), ref);
        replay.replay(
                new ContentKey.Raw(ref, other.version().content()),
                other.version().observed());
    }

    private boolean save(Page page, SiteSample sample) {
        return samples.save(
                page.ref().twin(), page.site(), sample, clock.instant().plus(FORGET));
    }

    private static IllegalStateException tooMany(Page page) {
        return new IllegalStateException("too many pages of " + page.site() + " are cleaned at once");
    }
}
