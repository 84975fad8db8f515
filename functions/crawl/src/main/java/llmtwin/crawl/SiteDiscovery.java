package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Discovery.Entries;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import llmtwin.crawl.SourceKind.Asked;
import org.jsoup.nodes.Document;

/// Finds the documents of a site from its front page: by the feeds that the page names, the sitemaps that robots.txt
/// names, the sitemap at its usual place and, if links are to be followed, the links of the page.
final class SiteDiscovery {
    private static final Set<String> FEEDS =
            Set.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json");
    /// Sites offer the same feed in several formats, and feeds of other things than articles after it.
    private static final int MAX_FEEDS = 3;

    private final Fetcher fetcher;
    private final FeedPages feeds;
    private final Robots robots;
    private final int maxBytes;

    SiteDiscovery(Fetcher fetcher, FeedPages feeds, Robots robots, int maxBytes) {
        this.fetcher = fetcher;
        this.feeds = feeds;
        this.robots = robots;
        this.maxBytes = maxBytes;
    }

    /// What the source leads to; empty if its page is no front page, or leads to nothing.
    ///
    /// @param page the page at its address
    /// @param url where that was in the end
    Optional<Found.Listed> discover(Asked asked, Document page, URI url, Visit visit) throws IOException, HostBusy {
        var search = new Search(asked, url, visit);
        search.feeds(page);
        if (!search.isFrontPage()) {
            return Optional.empty();
        }
        search.sitemaps();
        if (asked.depth() > 0) {
            ArticleLinks.of(page, asked.scope()).forEach(link -> search.add(new Entry(link, null, null)));
        }
        return search.listed();
    }

    /// One search through one site.
    private final class Search {
        private final Asked asked;
        private final Scope scope;
        private final URI url;
        private final Visit visit;
        private final Map<URI, Entry> found = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final List<URI> unreadFeeds = new ArrayList<>();
        private final List<URI> unreadSitemaps = new ArrayList<>();
        private boolean hasOwnFeed;
        private boolean hasSitemap;
        private boolean isCut;
        private boolean isWherever;

        Search(Asked asked, URI url, Visit visit) {
            this.asked = asked;
            this.scope = asked.scope();
            this.url = url;
            this.visit = visit;
        }

        /// The front page of a host, or what a feed names as the home of its entries.
        boolean isFrontPage() {
            return scope.isRoot() || hasOwnFeed;
        }

        void feeds(Document page) throws IOException, HostBusy {
            for (var feed : alternates(page)) {
                feed(feed);
            }
        }

        private Set<URI> alternates(Document page) {
            var feeds = new LinkedHashSet<URI>();
            for (var link : page.select("link[rel~=(?i)\\balternate\\b][href]")) {
                if (FEEDS.contains(MediaType.essence(link.attr("type"))) && feeds.size() < MAX_FEEDS) {
                    resolved(link.absUrl("href"))
                            .filter(feed -> !List.of(feed.getPath().split("/")).contains("comments"))
                            .ifPresent(feeds::add);
                }
            }
            return feeds;
        }

        private void feed(URI address) throws IOException, HostBusy {
            try {
                if (fetcher.fetch(address, Validators.NONE, visit) instanceof Fetched fetched
                        && Listing.read(fetched.body(), fetched.contentType(), fetched.url(), maxBytes)
                                instanceof Entries first) {
                    boolean isOwn = first.home() != null && isHome(first.home());
                    if (scope.isRoot() || (isOwn && namesOthers(first))) {
                        hasOwnFeed |= isOwn;
                        var all = feeds.collect(first, fetched.url(), asked, visit);
                        addAll(all.entries(), isOwn);
                        if (all.problem() != null) {
                            problems.add(all.problem());
                        }
                        if (all.next() != null) {
                            unreadFeeds.add(all.next());
                        }
                    }
                }
            } catch (Unreachable e) {
                problems.add("the feed " + address + " could not be read: " + e.getMessage());
            }
        }

        private boolean isHome(URI home) {
            return scope.isHome(home) || new Scope(url).isHome(home);
        }

        /// The feed of the comments on a page has that page as its home and names nothing else.
        private boolean namesOthers(Entries feed) {
            return feed.entries().stream().anyMatch(entry -> scope.isOfSite(entry.url()));
        }

        /// What a feed names counts wherever it stands on the site if nothing of it stands under the source.
        private void addAll(List<Entry> entries, boolean isOwn) {
            var within = entries.stream()
                    .filter(entry -> scope.contains(entry.url()))
                    .toList();
            isWherever |= within.isEmpty() && isOwn;
            var taken = within.isEmpty() && isOwn
                    ? entries.stream()
                            .filter(entry -> scope.isOfSite(entry.url()))
                            .toList()
                    : within;
            taken.forEach(this::add);
        }

        void add(Entry entry) {
            // Feeds come first, so that their dates stay: they are about articles, those of sitemaps about files.
            found.putIfAbsent(entry.url(), entry);
        }

        void sitemaps() throws IOException, HostBusy {
            var named = robots.rules(url, visit).sitemaps().stream()
                    .flatMap(sitemap -> resolved(sitemap).stream())
                    .filter(sitemap -> Site.same(scope.source(), sitemap))
                    .toList();
            read(named);
            if (scope.isRoot() || found.values().stream().noneMatch(entry -> scope.contains(entry.url()))) {
                usual(WebAddress.resolve(url, "/sitemap.xml"), named);
            }
            if (!scope.isRoot()) {
                usual(WebAddress.resolve(url, scope.folder() + "sitemap.xml"), named);
            }
        }

        /// Where a sitemap is if nobody says so; that there is none is no problem.
        private void usual(URI sitemap, List<URI> named) throws IOException, HostBusy {
            if (!named.contains(sitemap)) {
                int before = problems.size();
                read(List.of(sitemap));
                problems.removeIf(problem -> problems.size() > before && problem.startsWith(sitemap.toString()));
            }
        }

        private void read(List<URI> sitemaps) throws IOException, HostBusy {
            if (visit.isLate()) {
                unreadSitemaps.addAll(sitemaps);
                return;
            }
            if (sitemaps.isEmpty()) {
                return;
            }
            try {
                var entries = sitemaps.stream()
                        .map(sitemap -> new Entry(sitemap, null, null))
                        .toList();
                var all = new Sitemaps(fetcher, maxBytes, asked.limit()).collect(entries, visit);
                isCut |= !all.isWhole();
                unreadSitemaps.addAll(all.unread());
                all.entries().stream()
                        .filter(entry -> scope.contains(entry.url()) && !ListingPages.contains(entry.url()))
                        .forEach(entry -> {
                            hasSitemap = true;
                            add(entry);
                        });
                if (all.problem() != null) {
                    problems.add(all.problem());
                }
            } catch (Unreachable e) {
                problems.add("a sitemap could not be read: " + e.getMessage());
            }
        }

        /// @throws Unreachable if nothing was found, which may be because of what could not be read
        Optional<Found.Listed> listed() throws Unreachable {
            if (found.isEmpty() && !problems.isEmpty()) {
                throw new Unreachable(problems.getFirst());
            }
            var problem = problems.isEmpty() ? null : String.join("; ", problems);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Found.Listed(
                            List.copyOf(found.values()), extent(), problem, Validators.NONE, unread()));
        }

        /// What a feed names wherever it stands is read on; the sitemaps then name what does not belong to the source.
        private Unread unread() {
            return isWherever
                    ? new Unread(unreadFeeds, List.of(), WebAddress.resolve(url, "/"))
                    : new Unread(unreadFeeds, unreadSitemaps.stream().distinct().toList(), scope.source());
        }

        /// What links led to is in no list.
        private Found.Extent extent() {
            if (!problems.isEmpty() || isCut || (isWherever && !unreadSitemaps.isEmpty()) || asked.depth() > 0) {
                return Found.Extent.SOME;
            }
            return hasSitemap || !unreadSitemaps.isEmpty() ? Found.Extent.EVERYTHING : Found.Extent.NEWEST;
        }

        private static Optional<URI> resolved(String address) {
            try {
                return address.isEmpty() ? Optional.empty() : Optional.of(WebAddress.parse(address));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }
}
