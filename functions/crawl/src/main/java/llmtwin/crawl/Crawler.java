package llmtwin.crawl;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.LongList;
import llmtwin.core.MessageQueue;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.Sources;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Closed;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Gone;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.Found.Content;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.Found.Listed;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers one crawl request: fetches its address and acts on what its kind of source makes of it.
final class Crawler {
    private static final Logger log = LoggerFactory.getLogger(Crawler.class);
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    /// With less time left no visit is begun.
    private static final Duration SHORTEST_VISIT = Duration.ofSeconds(15);

    private final SourceKinds kinds;
    private final Sources sources;
    private final Documents documents;
    private final Pages pages;
    private final ClosedPages closedPages;
    private final Lists lists;
    private final LongLists longLists;
    private final Links links;
    private final Sweep sweep;
    private final MessageQueue<CrawlRequest> queue;
    private final CrawlConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;

    Crawler(
            SourceKinds kinds,
            Sources sources,
            Documents documents,
            Pages pages,
            ClosedPages closedPages,
            Lists lists,
            LongLists longLists,
            Links links,
            Sweep sweep,
            MessageQueue<CrawlRequest> queue,
            CrawlConfig config,
            InstantSource clock,
            RandomGenerator random) {
        this.kinds = kinds;
        this.sources = sources;
        this.documents = documents;
        this.pages = pages;
        this.closedPages = closedPages;
        this.lists = lists;
        this.longLists = longLists;
        this.links = links;
        this.sweep = sweep;
        this.queue = queue;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /// @param deadline when the answer has to be complete
    /// @param isAlone whether nobody waits for this visit to end, so that it may wait for its host
    /// @throws IOException if the site has trouble that may pass; the request may be repeated
    void crawl(CrawlRequest request, Instant deadline, boolean isAlone) throws IOException {
        var source = source(request);
        if (source.isEmpty()) {
            log.info("dropped {}: its source is gone", request.url());
            return;
        }
        if (request.target() == Target.SWEEP) {
            sweep.run(request, source.get());
            return;
        }
        if (clock.instant().plus(SHORTEST_VISIT).isAfter(deadline)) {
            queue.sendLater(request, Duration.ZERO);
            return;
        }
        try {
            var visit = new Visit(clock, deadline, isAlone || request.inTurn());
            if (request.list() == null) {
                visit(request, source.get(), visit);
            } else {
                readOn(request, source.get(), request.list(), visit);
            }
        } catch (HostBusy e) {
            queue.sendLater(request.whenItIsItsTurn(), spread(e.rest()));
        }
    }

    /// Tells the owner of the document or source that a visit failed.
    ///
    /// @param last whether it will not be tried again
    void failed(CrawlRequest request, Exception cause, boolean last) {
        if (request.target() == Target.SWEEP) {
            log.warn("the crawl of {} could not be ended", request.url(), cause);
            return;
        }
        var reason = cause instanceof Unreachable unreachable
                ? String.valueOf(unreachable.getMessage())
                : "something the crawler needs is out of reach";
        var list = request.list();
        if (list != null) {
            source(request)
                    .filter(source -> last && !LongLists.isOvertaken(list, source))
                    .ifPresent(source -> longLists.giveUp(source, list, reason));
        } else if (last) {
            giveUp(request, reason);
        } else {
            note(request, reason + "; it will be tried again");
        }
    }

    private void visit(CrawlRequest request, Source source, Visit visit) throws IOException, HostBusy {
        var observed = clock.instant();
        var url = WebAddress.parse(request.url().toString());
        var page = Page.at(url, request.twin(), request.source(), documents);
        boolean isDocument = request.target() == Target.DOCUMENT;
        if (isDocument && page.isDeletedSince(request.asked())) {
            log.info("dropped {}: it was deleted", url);
            return;
        }
        var kind = kinds.of(url);
        var found = kind.read(asked(request, source, page), visit);
        log.info("visited {} as {}: {}", url, kind.name(), found.getClass().getSimpleName());
        switch (found) {
            case Content content -> keep(request, source, page, content, kind, observed);
            case Listed listed -> {
                pages.isNone(page, observed);
                spread(request, source, listed, observed);
            }
            case NotModified(var validators)
            when page.isKept() -> {
                pages.unchanged(page, validators);
                if (request.target() == Target.SOURCE && source.reach().depth() > 0) {
                    lists.again(source, request.asked(), observed);
                }
                settle(request, source, null, 1, Validators.NONE);
                endOfArchive(request, source, page, observed);
            }
            case NotModified(var validators) -> {
                lists.again(source, request.asked(), observed);
                settle(request, source, null, source.found(), validators);
            }
            case Gone(var reason) -> {
                if (isDocument || !isList(source)) {
                    pages.gone(page, reason, observed);
                }
                settle(request, source, reason, 0, Validators.NONE);
            }
            case Closed closed -> {
                if (isDocument || !isList(source)) {
                    closedPages.keep(request, page, closed, observed, visit);
                }
                settle(request, source, closed.reason(), 0, Validators.NONE);
            }
            case Refused(var reason) -> {
                if (isDocument || !isList(source)) {
                    pages.refused(page, reason);
                }
                settle(request, source, reason, 0, Validators.NONE);
            }
            case ComeLater later -> comeLater(request, page, later, observed, visit);
        }
    }

    private void readOn(CrawlRequest request, Source source, LongList list, Visit visit) throws IOException, HostBusy {
        if (LongLists.isOvertaken(list, source)) {
            log.info("dropped the rest of {}: a newer crawl has begun", request.url());
            return;
        }
        int limit = limit(source);
        var asked = new SourceKind.Asked(
                source.url(),
                true,
                new Scope(source.url()),
                Validators.NONE,
                source.reach().depth(),
                limit - list.found(),
                _ -> false);
        var part = kinds.of(source.url()).readOn(asked, list.unread(), visit);
        longLists.goOn(request, source, list, part, limit);
    }

    private SourceKind.Asked asked(CrawlRequest request, Source source, Page page) {
        boolean isSource = request.target() == Target.SOURCE;
        // Once a list was cut short it is read to its end again, whatever of it is known.
        boolean isComplete = source.status() == Source.Status.CRAWLED && source.problem() == null;
        return new SourceKind.Asked(
                request.url(),
                isSource,
                new Scope(source.url()),
                !isSource || page.isKept() ? page.validators() : source.validators(),
                source.reach().depth(),
                limit(source),
                address -> isComplete
                        && Page.at(address, request.twin(), source.id(), documents)
                                .known()
                                .isPresent());
    }

    private int limit(Source source) {
        return Math.min(source.reach().limit(), config.maxSourceDocuments());
    }

    private void keep(
            CrawlRequest request, Source source, Page page, Content content, SourceKind kind, Instant observed) {
        int depth = depth(request, source, page, content);
        var refusal = pages.keep(
                page, content.fetched(), kind.name(), with(content.facts(), depth), request.entry(), observed);
        if (request.target() == Target.SOURCE && depth > 0) {
            // Those that its links led to before.
            lists.again(source, request.asked(), observed);
        }
        links.follow(source, request.following(depth), content.links(), limit(source));
        settle(request, source, refusal.orElse(content.notice()), 1, Validators.NONE);
        if (page.hasRead(Sha256.of(content.fetched().body()))) {
            endOfArchive(request, source, page, observed);
        }
    }

    /// A repository that is as it was is not unpacked again; what left it before may have been missing for long now.
    private void endOfArchive(CrawlRequest request, Source source, Page page, Instant observed) {
        if (request.target() == Target.SOURCE
                && page.known().filter(Document::holdsOthers).isPresent()) {
            lists.end(source, observed);
        }
    }

    /// How many links may lead on from the page. A page that is visited again without being led to has its old depth.
    private int depth(CrawlRequest request, Source source, Page page, Content content) {
        if (request.target() == Target.SOURCE || source.reach().depth() == 0) {
            return source.reach().depth();
        }
        if (request.depth() > 0 || content.links().isEmpty()) {
            return request.depth();
        }
        // On a page that is as it was there are no new links.
        boolean isSame = page.hasRead(Sha256.of(content.fetched().body()));
        return isSame ? 0 : pages.depth(page);
    }

    private static Map<String, String> with(Map<String, String> facts, int depth) {
        var all = new HashMap<>(facts);
        if (depth > 0) {
            all.put(Pages.DEPTH, Integer.toString(depth));
        }
        return all;
    }

    private void spread(CrawlRequest request, Source source, Listed listed, Instant observed) {
        int max = limit(source);
        if (!listed.unread().isEmpty()) {
            var next = clock.instant().plus(source.interval());
            longLists.begin(request, source, listed, max, observed, next);
            return;
        }
        var found = listed.entries().stream()
                .filter(entry -> !entry.url().equals(source.url()))
                .toList();
        var newest = found.stream().sorted(Entry.NEWEST_FIRST).limit(max).toList();
        // What links led to is in no list.
        boolean isCut = found.size() > max || source.reach().depth() > 0;
        var extent = isCut ? Extent.SOME : listed.extent();
        lists.spread(source, request.asked(), observed, newest, extent.seen(listed.entries()));
        // Who chose the limit knows of it.
        var notice = found.size() > max && !source.reach().isChosen(max)
                ? "names " + found.size() + " documents; only the newest " + max + " are taken; add it with a higher"
                        + " limit to have more"
                : listed.problem();
        settle(request, source, notice, newest.size(), notice == null ? listed.validators() : Validators.NONE);
    }

    /// Records the visit of the source's own address; of a document there is nothing more to say.
    private void settle(
            CrawlRequest request, Source source, @Nullable String problem, int found, Validators validators) {
        if (request.target() == Target.SOURCE) {
            var next = clock.instant().plus(source.interval());
            sources.crawled(request.twin(), request.source(), problem, found, validators, next);
        }
    }

    private void comeLater(CrawlRequest request, Page page, ComeLater later, Instant observed, Visit visit) {
        var wait = later.delay();
        if (wait.compareTo(LONGEST_DELAY) > 0) {
            var until = clock.instant().plus(wait);
            closed(request, page, later.reason() + ", and asks not to come again before " + until, observed, visit);
        } else if (request.attempt() >= MAX_ATTEMPTS) {
            var reason = later.reason() + ", still at the last of " + (MAX_ATTEMPTS + 1) + " visits";
            closed(request, page, reason, observed, visit);
        } else {
            note(request, later.reason() + "; it will be tried again in " + wait.toSeconds() + " s");
            queue.sendLater(request.again(), wait);
        }
    }

    /// A page that always asks to come later is as good as closed.
    private void closed(CrawlRequest request, Page page, String reason, Instant observed, Visit visit) {
        boolean isKept;
        try {
            isKept = closedPages.keepOfFeed(request, page, reason, observed, visit);
        } catch (HostBusy | IOException e) {
            // The feed is often on the host that wants to be left alone.
            log.info("the feed that led to {} cannot be read either: {}", request.url(), e.getMessage());
            isKept = false;
        }
        if (!isKept) {
            giveUp(request, reason);
        }
    }

    private void giveUp(CrawlRequest request, String reason) {
        var source = source(request);
        if (source.isPresent() && (request.target() == Target.DOCUMENT || !isList(source.get()))) {
            var page = Page.at(request.url(), request.twin(), request.source(), documents);
            documents.fruitless(page.ref(), page.origin(), new Step.Failed(reason), clock.instant());
        }
        source.ifPresent(known -> settle(request, known, reason, 0, known.validators()));
    }

    private void note(CrawlRequest request, String reason) {
        var page = Page.at(request.url(), request.twin(), request.source(), documents);
        documents.note(page.ref(), reason, clock.instant());
        source(request).ifPresent(known -> settle(request, known, reason, 0, known.validators()));
    }

    private Optional<Source> source(CrawlRequest request) {
        return sources.source(request.twin(), request.source())
                .filter(source -> source.status() != Source.Status.ERASING);
    }

    /// Whether the source has been read as a feed or sitemap before.
    private static boolean isList(Source source) {
        return source.found() > 1 || !source.validators().equals(Validators.NONE);
    }

    /// Who has a turn comes then; of all the others, not everybody at the same moment.
    private Duration spread(Duration rest) {
        if (rest.compareTo(PoliteHttp.LAST_TURN) < 0) {
            return rest;
        }
        var left = LONGEST_DELAY.minus(PoliteHttp.LAST_TURN);
        return PoliteHttp.LAST_TURN.plusMillis(random.nextLong(left.toMillis()));
    }
}
