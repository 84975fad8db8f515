package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Closed;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.FetchOutcome.Gone;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jspecify.annotations.Nullable;

/// Reads the sitemaps of an index, newest first, until there is enough.
final class Sitemaps {
    private static final int MAX_SITEMAPS = 50;

    private final Fetcher fetcher;
    private final int maxBytes;
    private final int enough;

    /// @param enough after how many addresses no further sitemap is read
    Sitemaps(Fetcher fetcher, int maxBytes, int enough) {
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
        this.enough = enough;
    }

    /// Addresses.
    ///
    /// @param isWhole whether these are all that there are
    /// @param problem what kept others from being read; null if nothing did
    record Collected(
            List<Entry> entries, boolean isWhole, @Nullable String problem) {
        public Collected {
            entries = List.copyOf(entries);
        }
    }

    Collected collect(List<Entry> sitemaps, Visit visit) throws IOException, HostBusy {
        var waiting = new ArrayDeque<>(newestFirst(sitemaps));
        var seen = new HashSet<URI>();
        var entries = new LinkedHashMap<URI, Entry>();
        boolean isWhole = true;
        String problem = null;
        while (!waiting.isEmpty() && entries.size() < enough) {
            var sitemap = waiting.pop().url();
            if (seen.contains(sitemap) || ListingPages.isSitemapOfLists(sitemap)) {
                continue;
            }
            if (seen.size() >= MAX_SITEMAPS || (!seen.isEmpty() && visit.isLate())) {
                return new Collected(
                        List.copyOf(entries.values()), false, "only the newest " + seen.size() + " sitemaps were read");
            }
            seen.add(sitemap);
            switch (fetcher.fetch(sitemap, Validators.NONE, visit)) {
                case Fetched fetched -> {
                    switch (Listing.read(fetched.body(), fetched.contentType(), fetched.url(), maxBytes)) {
                        case Discovery.Entries found -> {
                            found.entries().forEach(entry -> entries.putIfAbsent(entry.url(), entry));
                            isWhole &= found.isWhole();
                        }
                        case Discovery.Index(var more) -> waiting.addAll(newestFirst(more));
                        case Discovery.Page _ -> problem = sitemap + " is no sitemap";
                    }
                }
                case NotModified _ -> problem = sitemap + " was not sent";
                case Gone(var reason) -> problem = sitemap + ": " + reason;
                case Refused(var reason) -> problem = sitemap + ": " + reason;
                case Closed closed -> problem = sitemap + ": " + closed.reason();
                case ComeLater(var reason, var _) -> throw new Unreachable(sitemap.getHost() + " answers " + reason);
            }
        }
        isWhole &= problem == null && waiting.isEmpty();
        return new Collected(List.copyOf(entries.values()), isWhole, problem);
    }

    private static List<Entry> newestFirst(List<Entry> sitemaps) {
        return sitemaps.stream().sorted(Entry.NEWEST_FIRST).toList();
    }
}
