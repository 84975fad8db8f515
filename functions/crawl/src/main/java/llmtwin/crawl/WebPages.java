package llmtwin.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Closed;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.FetchOutcome.Gone;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// The generic kind: pages, feeds, sitemaps, and sites by their front page.
final class WebPages implements SourceKind {
    private final Fetcher fetcher;
    private final int maxBytes;
    private final FeedPages feeds;
    private final SiteDiscovery discovery;

    WebPages(Fetcher fetcher, Robots robots, int maxBytes) {
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
        this.feeds = new FeedPages(fetcher, maxBytes);
        this.discovery = new SiteDiscovery(fetcher, feeds, robots, maxBytes);
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public boolean takes(URI url) {
        return true;
    }

    @Override
    public Found read(Asked asked, Visit visit) throws IOException, HostBusy {
        return switch (fetcher.fetch(asked.url(), asked.known(), visit)) {
            case Fetched fetched when asked.isSource() -> source(asked, fetched, visit);
            case Fetched fetched -> content(asked, fetched, page(fetched));
            case NotModified unchanged -> unchanged;
            case Gone gone -> gone;
            case Closed closed -> closed;
            case Refused refused -> refused;
            case ComeLater later -> later;
        };
    }

    private Found source(Asked asked, Fetched fetched, Visit visit) throws IOException, HostBusy {
        return switch (Listing.read(fetched.body(), fetched.contentType(), fetched.url(), maxBytes)) {
            case Discovery.Entries feed -> {
                var all = feeds.collect(feed, fetched.url(), asked, visit);
                // A feed of several pages may change on a later one while its first says that it did not.
                yield new Found.Listed(
                        all.entries(),
                        feed.isFeed()
                                ? extent(Extent.NEWEST, all.problem() == null)
                                : extent(Extent.EVERYTHING, feed.isWhole()),
                        all.problem(),
                        feed.next() == null ? fetched.validators() : Validators.NONE,
                        new Unread(all.next() == null ? List.of() : List.of(all.next()), List.of(), null));
            }
            case Discovery.Index(var sitemaps) -> {
                var all = new Sitemaps(fetcher, maxBytes, asked.limit()).collect(sitemaps, visit);
                yield new Found.Listed(
                        all.entries(),
                        extent(Extent.EVERYTHING, all.isWhole()),
                        all.problem(),
                        Validators.NONE,
                        new Unread(List.of(), all.unread(), null));
            }
            case Discovery.Page _ -> {
                var page = page(fetched);
                var listed = discovery.discover(asked, page, fetched.url(), visit);
                yield listed.isPresent() ? listed.get() : content(asked, fetched, page);
            }
        };
    }

    /// One visit reads on in one feed, or in the sitemaps.
    @Override
    public Found.Listed readOn(Asked asked, Unread unread, Visit visit) throws IOException, HostBusy {
        if (unread.feedPages().isEmpty()) {
            var all = new Sitemaps(fetcher, maxBytes, asked.limit()).collect(sitemaps(unread), visit);
            var entries = within(unread, all.entries()).stream()
                    .filter(entry -> unread.within() == null || !ListingPages.contains(entry.url()))
                    .toList();
            return new Found.Listed(
                    entries,
                    extent(Extent.EVERYTHING, all.isWhole()),
                    isOfUsualPlace(all.problem(), unread.within()) ? null : all.problem(),
                    Validators.NONE,
                    new Unread(List.of(), all.unread(), unread.within()));
        }
        var all = feeds.collect(unread.feedPages().getFirst(), asked, visit);
        var entries = within(unread, all.entries());
        // A page of which nothing is wanted would be followed by more of that kind.
        var next = all.next() == null || entries.isEmpty() ? Stream.<URI>empty() : Stream.of(all.next());
        var feedPages = Stream.concat(next, unread.feedPages().stream().skip(1)).toList();
        return new Found.Listed(
                entries,
                extent(Extent.EVERYTHING, all.problem() == null),
                all.problem(),
                Validators.NONE,
                new Unread(feedPages, unread.sitemaps(), unread.within()));
    }

    /// That a site has no sitemap where most have one is no problem.
    private static boolean isOfUsualPlace(@Nullable String problem, @Nullable URI site) {
        return problem != null
                && site != null
                && problem.startsWith(WebAddress.resolve(site, "/sitemap.xml").toString());
    }

    private static List<Entry> sitemaps(Unread unread) {
        return unread.sitemaps().stream()
                .map(sitemap -> new Entry(sitemap, null, null))
                .toList();
    }

    private static List<Entry> within(Unread unread, List<Entry> entries) {
        var within = unread.within();
        return within == null
                ? entries
                : entries.stream()
                        .filter(entry -> new Scope(within).contains(entry.url()))
                        .toList();
    }

    private static Extent extent(Extent ofAll, boolean isWhole) {
        return isWhole ? ofAll : Extent.SOME;
    }

    private static Found content(Asked asked, Fetched fetched, Document page) {
        var links = asked.depth() > 0 ? ArticleLinks.of(page, asked.scope()) : List.<URI>of();
        return new Found.Content(fetched, Map.of(), links, null);
    }

    /// Empty if it is no HTML.
    private static Document page(Fetched fetched) throws IOException {
        var type = MediaType.essence(MediaType.of(fetched.contentType(), fetched.body()));
        return type.equals("text/html") || type.equals("application/xhtml+xml")
                ? Jsoup.parse(
                        new ByteArrayInputStream(fetched.body()),
                        Listing.charset(fetched.contentType()),
                        fetched.url().toString())
                : Document.createShell(fetched.url().toString());
    }
}
