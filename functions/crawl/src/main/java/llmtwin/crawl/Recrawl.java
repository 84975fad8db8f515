package llmtwin.crawl;

import java.time.Instant;
import java.time.InstantSource;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.MessageQueue;
import llmtwin.core.Source;
import llmtwin.core.Sources;

/// Asks for every source whose time has come: to crawl it, or to look over what left an archive.
final class Recrawl {
    private final Sources sources;
    private final MessageQueue<CrawlRequest> queue;
    private final InstantSource clock;

    Recrawl(Sources sources, MessageQueue<CrawlRequest> queue, InstantSource clock) {
        this.sources = sources;
        this.queue = queue;
        this.clock = clock;
    }

    /// @return how many sources were due
    int run() {
        var now = clock.instant();
        var due = sources.due(now);
        queue.send(due.stream().map(source -> request(source, now)).toList());
        due.forEach(source -> push(source, now));
        return due.size();
    }

    private static CrawlRequest request(Source source, Instant now) {
        if (!source.isCrawled()) {
            return new CrawlRequest(source.twin(), source.id(), source.url(), Target.SWEEP, now, null, 0);
        }
        // When the source was asked for, not now: what was deleted since then stays deleted.
        return new CrawlRequest(source.twin(), source.id(), source.url(), Target.SOURCE, source.added(), null, 0);
    }

    private void push(Source source, Instant now) {
        if (!source.isCrawled()) {
            // If something is still missing then, whoever looks it over sets another time.
            sources.comeBack(source.twin(), source.id(), null);
            return;
        }
        if (source.status() == Source.Status.QUEUED) {
            // It never was crawled, or its list is still being read; that crawl sets the next one.
            return;
        }
        sources.crawled(
                source.twin(),
                source.id(),
                source.problem(),
                source.found(),
                source.validators(),
                now.plus(source.interval()));
    }
}
