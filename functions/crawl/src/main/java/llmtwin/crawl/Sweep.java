package llmtwin.crawl;

import java.time.Duration;
import java.time.InstantSource;
import llmtwin.core.CrawlRequest;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Source;
import llmtwin.core.Sources;
import llmtwin.core.Vanished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the crawl of a source: waits until all of its documents were visited, then has those erased that vanished.
/// Before that nobody knows whether a few documents are gone or the whole site is in trouble. Of an archive, which
/// nobody visits, it is run when it was unpacked and at the end of each grace period.
final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);
    /// A crawl that takes longer leaves the decision to the next one.
    private static final Duration LONGEST_CRAWL = Duration.ofDays(1);

    private final Documents documents;
    private final Sources sources;
    private final Vanished vanished;
    private final MessageQueue<CrawlRequest> queue;
    private final MessageQueue<EraseRequest> erasures;
    private final Duration delay;
    private final InstantSource clock;

    /// @param delay between two visits to a host
    Sweep(
            Documents documents,
            Sources sources,
            Vanished vanished,
            MessageQueue<CrawlRequest> queue,
            MessageQueue<EraseRequest> erasures,
            Duration delay,
            InstantSource clock) {
        this.documents = documents;
        this.sources = sources;
        this.vanished = vanished;
        this.queue = queue;
        this.erasures = erasures;
        this.delay = delay;
        this.clock = clock;
    }

    void run(CrawlRequest request, Source source) {
        var now = clock.instant();
        var known = documents.ofSource(source.twin(), source.id());
        int waiting = (int) known.stream()
                .filter(document -> document.origin().isPage())
                .filter(document -> document.updated().isBefore(request.asked()))
                // The source's own address is visited as the source.
                .filter(document ->
                        !document.origin().address().equals(source.url().toString()))
                .count();
        if (waiting == 0) {
            settle(source, vanished.verdict(known, now));
            if (!source.isCrawled()) {
                // No later crawl decides about what is missing for too short a time.
                sources.comeBack(
                        source.twin(), source.id(), vanished.nextEnd(known, now).orElse(null));
            }
        } else if (now.isBefore(request.asked().plus(LONGEST_CRAWL))) {
            var wait = delay.multipliedBy(waiting);
            queue.sendLater(request.again(), wait.compareTo(SHORTEST_WAIT) > 0 ? wait : SHORTEST_WAIT);
        } else {
            log.warn("source {} {}: {} documents were not visited in a day", source.id(), source.url(), waiting);
        }
    }

    private void settle(Source source, Vanished.Verdict verdict) {
        erasures.send(verdict.erasures());
        if (!verdict.erasures().isEmpty()) {
            log.info(
                    "source {}: {} documents have vanished",
                    source.id(),
                    verdict.erasures().size());
        }
        var alarm = verdict.alarm();
        if (alarm != null) {
            log.warn("source {} {}: {}", source.id(), source.url(), alarm);
            sources.crawled(source.twin(), source.id(), alarm, source.found(), source.validators(), source.nextCrawl());
        }
    }
}
