package llmtwin.crawl;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Documents;
import llmtwin.core.MessageQueue;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import org.jspecify.annotations.Nullable;

/// Makes the pages that a page links to documents of its source, as long as the source may have more.
final class Links {
    private static final int PAGE = 500;
    /// How long a count is believed. Crawls that run at once may go beyond the limit by what each finds in this time.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Documents documents;
    private final MessageQueue<CrawlRequest> queue;
    private final InstantSource clock;
    private final Map<SourceId, Count> counts = new HashMap<>();

    Links(Documents documents, MessageQueue<CrawlRequest> queue, InstantSource clock) {
        this.documents = documents;
        this.queue = queue;
        this.clock = clock;
    }

    private record Count(int documents, Instant counted) {}

    /// @param from the visit that found the links, with how far they may lead
    /// @param limit how many documents the source may have
    synchronized void follow(Source source, CrawlRequest from, List<URI> links, int limit) {
        int depth = from.depth();
        if (depth == 0 || links.isEmpty()) {
            return;
        }
        int room = limit - count(source, limit);
        var requests = new ArrayList<CrawlRequest>();
        for (var link : links) {
            if (requests.size() < room && isNew(source, from, link)) {
                requests.add(new CrawlRequest(source.twin(), source.id(), link, Target.DOCUMENT, from.asked(), null, 0)
                        .following(depth - 1));
            }
        }
        queue.send(requests);
        counts.computeIfPresent(
                source.id(), (_, count) -> new Count(count.documents() + requests.size(), count.counted()));
    }

    private boolean isNew(Source source, CrawlRequest from, URI link) {
        var page = Page.at(link, source.twin(), source.id(), documents);
        return page.known().isEmpty() && documents.announce(page.ref(), page.origin(), from.asked());
    }

    private int count(Source source, int limit) {
        var known = counts.get(source.id());
        if (known == null || known.counted().plus(FRESH).isBefore(clock.instant())) {
            known = new Count(counted(source, limit), clock.instant());
            counts.put(source.id(), known);
        }
        return known.documents();
    }

    private int counted(Source source, int limit) {
        int count = 0;
        @Nullable String cursor = null;
        do {
            var page = documents.documents(source.twin(), null, source.id(), PAGE, cursor);
            count += page.documents().size();
            cursor = page.next();
        } while (cursor != null && count < limit);
        return count;
    }
}
