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
    /// In one visit, so that the documents of the first need not wait for the last.
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
    /// @param isWhole whether these are all that there are, with those of the unread
    /// @param problem what kept others from being read; null if nothing did
    /// @param unread the sitemaps for which there was no time
    record Collected(
            List<Entry> entries, boolean isWhole, @Nullable String problem, List<URI> unread) {
        public Collected {
            entries = List.copyOf(entries);
            unread = List.copyOf(unread);
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
                waiting.push(new Entry(sitemap, null, null));
                var unread = waiting.stream().map(Entry::url).distinct().filter(url -> !seen.contains(url));
                return new Collected(
                        List.copyOf(entries.values()), isWhole && problem == null, problem, unread.toList());
            }
            seen.add(sitemap);
            try {
                switch (read(sitemap, visit)) {
                    case Discovery.Entries found -> {
                        found.entries().forEach(entry -> entries.putIfAbsent(entry.url(), entry));
                        isWhole &= found.isWhole();
                    }
                    case Discovery.Index(var more) -> waiting.addAll(newestFirst(more));
                    case Discovery.Page _ -> problem = sitemap + " is no sitemap";
                }
            } catch (Missing e) {
                problem = sitemap + ": " + e.getMessage();
            } catch (Unreachable e) {
                if (entries.isEmpty()) {
                    throw e;
                }
                // One that has trouble does not hide the others.
                problem = sitemap + ": " + e.getMessage();
            }
        }
        isWhole &= problem == null && waiting.isEmpty();
        return new Collected(List.copyOf(entries.values()), isWhole, problem, List.of());
    }

    /// There is no such sitemap, or not for us.
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String reason) {
            super(reason);
        }
    }

    private Discovery read(URI sitemap, Visit visit) throws IOException, HostBusy, Missing {
        return switch (fetcher.fetch(sitemap, Validators.NONE, visit)) {
            case Fetched fetched -> Listing.read(fetched.body(), fetched.contentType(), fetched.url(), maxBytes);
            case NotModified _ -> throw new Missing("it was not sent");
            case Gone(var reason) -> throw new Missing(reason);
            case Refused(var reason) -> throw new Missing(reason);
            case Closed closed -> throw new Missing(closed.reason());
            case ComeLater(var reason, var _) -> throw new Unreachable(sitemap.getHost() + " answers " + reason);
        };
    }

    private static List<Entry> newestFirst(List<Entry> sitemaps) {
        return sitemaps.stream().sorted(Entry.NEWEST_FIRST).toList();
    }
}
