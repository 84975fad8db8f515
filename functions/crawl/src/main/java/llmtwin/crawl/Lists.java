package llmtwin.crawl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.MessageQueue;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.crawl.Discovery.Entry;

/// Makes the documents that a feed or sitemap names known and asks for those that may be new or changed.
final class Lists {
    private static final Set<State> SETTLED = Set.of(State.SEARCHABLE, State.SKIPPED, State.DUPLICATE);

    private final Documents documents;
    private final MessageQueue<CrawlRequest> queue;
    private final InstantSource clock;

    Lists(Documents documents, MessageQueue<CrawlRequest> queue, InstantSource clock) {
        this.documents = documents;
        this.queue = queue;
        this.clock = clock;
    }

    /// @param asked when somebody asked for the source
    void spread(Source source, Instant asked, List<Entry> entries) {
        var requests = new ArrayList<CrawlRequest>();
        for (var entry : entries) {
            var page = Page.at(entry.url(), source.twin(), source.id(), documents);
            boolean isNew = documents.announce(page.ref(), page.origin(), asked);
            if (isNew
                    || page.known()
                            .filter(known -> mayHaveChanged(known, entry, source.interval()))
                            .isPresent()) {
                requests.add(new CrawlRequest(
                                source.twin(), source.id(), entry.url(), Target.DOCUMENT, asked, entry.modified(), 0)
                        .following(source.reach().depth()));
            }
        }
        queue.send(requests);
    }

    private boolean mayHaveChanged(Document known, Entry entry, Duration interval) {
        return mayHaveChanged(known, entry, clock.instant().minus(interval));
    }

    /// @param recently a settled document about which the list says nothing is believed if it was updated after this
    static boolean mayHaveChanged(Document known, Entry entry, Instant recently) {
        if (known.state() == State.DELETED) {
            return false;
        }
        if (known.state() == State.FAILED) {
            return true;
        }
        var latest = entry.latest();
        if (known.version() != null
                && latest != null
                && latest.isAfter(known.version().observed())) {
            return true;
        }
        if (known.version() != null && entry.modified() != null) {
            return false;
        }
        return !SETTLED.contains(known.state()) || known.updated().isBefore(recently);
    }
}
