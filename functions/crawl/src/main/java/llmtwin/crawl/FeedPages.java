package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entries;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import llmtwin.crawl.SourceKind.Asked;
import org.jspecify.annotations.Nullable;

/// Reads on where a feed has further pages, back to what is known, to its end, or until there is enough.
final class FeedPages {
    /// In one visit, so that the documents of the first need not wait for the last.
    private static final int MAX_PAGES = 100;

    private final Fetcher fetcher;
    private final int maxBytes;

    FeedPages(Fetcher fetcher, int maxBytes) {
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
    }

    /// All that a feed names, in its order.
    ///
    /// @param problem what kept older entries from being read; null if nothing did
    /// @param next where it goes on, for which there was no time; null if it was read to its end
    record Collected(
            List<Entry> entries,
            @Nullable String problem,
            @Nullable URI next) {
        public Collected {
            entries = List.copyOf(entries);
        }
    }

    /// @param page where to go on
    /// @throws Unreachable if that page cannot be had now
    Collected collect(URI page, Asked asked, Visit visit) throws IOException, HostBusy {
        var first = page(page, visit);
        return first == null ? new Collected(List.of(), null, null) : collect(first, page, asked, visit);
    }

    /// @param first its first page
    /// @param url where that one was
    Collected collect(Entries first, URI url, Asked asked, Visit visit) throws IOException, HostBusy {
        var entries = new LinkedHashMap<URI, Entry>();
        var seen = new HashSet<URI>();
        seen.add(url);
        var page = first;
        while (true) {
            int before = entries.size();
            page.entries().forEach(entry -> entries.putIfAbsent(entry.url(), entry));
            boolean isNew = entries.size() > before
                    && !page.entries().stream()
                            .allMatch(entry -> asked.isKnown().test(entry.url()));
            var next = page.next();
            if (!isNew || next == null || !Site.same(url, next) || entries.size() >= asked.limit() || !seen.add(next)) {
                return new Collected(List.copyOf(entries.values()), null, null);
            }
            if (seen.size() > MAX_PAGES || visit.isLate()) {
                return new Collected(List.copyOf(entries.values()), null, next);
            }
            try {
                var more = page(next, visit);
                if (more == null) {
                    return new Collected(List.copyOf(entries.values()), null, null);
                }
                page = more;
            } catch (Unreachable e) {
                return stopped(entries, e.getMessage());
            }
        }
    }

    private static Collected stopped(Map<URI, Entry> entries, @Nullable String reason) {
        return new Collected(
                List.copyOf(entries.values()),
                "only the newest " + entries.size() + " entries of the feed were read: " + reason,
                null);
    }

    /// Null behind the last page, which some software says by 404 and some by a page of another kind.
    private @Nullable Entries page(URI url, Visit visit) throws IOException, HostBusy {
        return switch (fetcher.fetch(url, Validators.NONE, visit)) {
            case Fetched fetched ->
                Listing.read(fetched.body(), fetched.contentType(), fetched.url(), maxBytes) instanceof Entries entries
                        ? entries
                        : null;
            case FetchOutcome.ComeLater(var reason, var _) ->
                throw new Unreachable(url.getHost() + " answers " + reason);
            case FetchOutcome.NotModified _, FetchOutcome.Gone _, FetchOutcome.Closed _, FetchOutcome.Refused _ -> null;
        };
    }
}
