package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmtwin.core.Reach;
import llmtwin.core.Validators;
import llmtwin.crawl.Found.Content;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.Found.Listed;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.SourceKind.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteDiscoveryTest {
    private final TestVisits visits = new TestVisits();
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String page(String head) {
        return "<!doctype html><html><head>" + head + "</head><body><p>Some words.</p></body></html>";
    }

    private static String feedLink(String href) {
        return "<link rel='alternate' type='application/rss+xml' href='" + href + "'>";
    }

    private static String rss(String home, String... links) {
        return Stream.of(links)
                .map(link -> "<item><link>" + link + "</link><pubDate>Sun, 01 Feb 2026 10:00:00 GMT</pubDate></item>")
                .collect(Collectors.joining("", "<rss><channel><link>" + home + "</link>", "</channel></rss>"));
    }

    private static String sitemap(String... links) {
        return Stream.of(links)
                .map(link -> "<url><loc>" + link + "</loc><lastmod>2026-03-01</lastmod></url>")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"));
    }

    private Listed listed(String path) throws Exception {
        return assertInstanceOf(Listed.class, visits.read(site.url(path)));
    }

    private List<String> paths(Listed listed) {
        return listed.entries().stream().map(entry -> entry.url().getPath()).toList();
    }

    @Test
    void a_front_page_leads_to_what_its_feed_and_the_sitemaps_name() throws Exception {
        site.page("/", "text/html", page(feedLink("feed.xml")))
                .page("/feed.xml", "application/rss+xml", rss("/", "/a", "/b"))
                .page("/robots.txt", "text/plain", "Sitemap: " + site.url("/posts.xml"))
                .page("/posts.xml", "text/xml", sitemap("/b", "/c"))
                .page("/sitemap.xml", "text/xml", sitemap("/", "/d", "/tag/x/", "/page/2/", "https://other.example/e"));

        var found = listed("/");

        assertEquals(List.of("/a", "/b", "/c", "/d"), paths(found));
        assertEquals(Extent.EVERYTHING, found.extent());
        assertEquals(Validators.NONE, found.validators());
        var b = found.entries().get(1);
        assertEquals(Instant.parse("2026-02-01T10:00:00Z"), b.published());
        assertEquals(null, b.modified());
    }

    @Test
    void a_front_page_without_feed_and_sitemap_is_a_document() throws Exception {
        site.page("/", "text/html", page(""));

        assertInstanceOf(Content.class, visits.read(site.url("/")));
    }

    @Test
    void the_feed_of_the_site_does_not_make_an_article_its_front_page() throws Exception {
        site.page("/2026/post", "text/html", page(feedLink("/feed.xml") + feedLink("/2026/post/feed")))
                .page("/feed.xml", "application/rss+xml", rss("/", "/2026/post", "/2026/other"))
                .page("/2026/post/feed", "application/rss+xml", rss("/2026/post/", "/2026/post#comment-1"))
                .page("/sitemap.xml", "text/xml", sitemap("/2026/post", "/2026/other"));

        assertInstanceOf(Content.class, visits.read(site.url("/2026/post")));
    }

    @Test
    void a_page_that_a_feed_has_as_its_home_leads_to_what_is_below_it() throws Exception {
        site.page("/blog", "text/html", page(feedLink("/blog/feed.xml")))
                .page("/blog/feed.xml", "application/rss+xml", rss("/blog/", "/blog/a", "/news/b", "/blogs/c"))
                .page("/blog/sitemap.xml", "text/xml", sitemap("/blog/", "/blog/d", "/news/e"));

        assertEquals(List.of("/blog/a", "/blog/d"), paths(listed("/blog")));
    }

    @Test
    void what_cannot_be_read_does_not_hide_the_rest_and_is_said() throws Exception {
        site.page("/", "text/html", page(feedLink("feed.xml")))
                .status("/feed.xml", 500)
                .page("/sitemap.xml", "text/xml", sitemap("/a"));

        var found = listed("/");

        assertEquals(List.of("/a"), paths(found));
        assertEquals(Extent.SOME, found.extent());
        assertEquals(
                "the feed " + site.url("/feed.xml") + " could not be read: 127.0.0.1 answers 500 Internal Server Error",
                found.problem());

        site.status("/sitemap.xml", 500);
        assertThrows(Unreachable.class, () -> visits.read(site.url("/")));
    }

    @Test
    void links_of_the_page_are_followed_when_asked() throws Exception {
        site.page("/", "text/html", page("") + """
                <a href="/a">A</a> <a href="/a#part">A</a> <a href="/tag/x">X</a> <a href="https://other.example/">O</a>
                <a href="/b" rel="nofollow">B</a> <a href="/pic.jpg">P</a> <a href="mailto:me@example.org">M</a>
                <a href="/login">L</a> <a href="c?id=1">C</a>""");

        var found = visits.read(Asked.first(site.url("/"), new Reach(1, 10)));

        assertEquals(List.of("/a", "/c"), paths(assertInstanceOf(Listed.class, found)));
    }

    private static String wordpress(int page) {
        var generator = "<generator>https://wordpress.org/?v=6.9</generator>";
        return "<rss><channel>" + generator + "<item><link>/p" + page + "a</link></item><item><link>/p" + page
                + "b</link></item></channel></rss>";
    }

    @Test
    void a_feed_of_wordpress_is_read_to_its_last_page() throws Exception {
        site.page("/feed/", "application/rss+xml", wordpress(1))
                .page("/feed/?paged=2", "application/rss+xml", wordpress(2))
                .page("/feed/?paged=3", "application/rss+xml", wordpress(3));

        var found = listed("/feed/");

        assertEquals(List.of("/p1a", "/p1b", "/p2a", "/p2b", "/p3a", "/p3b"), paths(found));
        assertEquals("/feed/?paged=4", site.paths().getLast());
    }

    @Test
    void a_feed_is_read_until_there_is_enough_or_all_is_known() throws Exception {
        site.page("/feed/", "application/rss+xml", wordpress(1))
                .page("/feed/?paged=2", "application/rss+xml", wordpress(2));
        var feed = site.url("/feed/");

        visits.read(Asked.first(feed, new Reach(0, 2)));
        var known = new Asked(
                feed,
                true,
                new Scope(feed),
                Validators.NONE,
                0,
                100,
                url -> url.getPath().startsWith("/p1"));
        visits.read(known);

        assertEquals(List.of("/robots.txt", "/feed/", "/feed/"), site.paths());
    }

    @Test
    void a_feed_that_links_to_its_older_pages_is_followed() throws Exception {
        site.page("/feed", "application/atom+xml", """
                <feed><link rel="next" href="/feed?2"/><entry><link href="/a"/></entry></feed>""");
        site.page("/feed?2", "application/atom+xml", """
                <feed><link rel="prev-archive" href="/feed?3"/><entry><link href="/b"/></entry></feed>""");
        site.page("/feed?3", "application/atom+xml", """
                <feed><link rel="next" href="/feed?2"/><entry><link href="/c"/></entry></feed>""");

        assertEquals(List.of("/a", "/b", "/c"), paths(listed("/feed")));
    }

    @Test
    void entries_of_blogger_are_counted_on() throws Exception {
        site.page("/posts", "application/rss+xml", blogger(1)).page("/posts?start-index=3", "text/xml", blogger(3));

        assertEquals(List.of("/1", "/2", "/3", "/4"), paths(listed("/posts")));
    }

    private static String blogger(int start) {
        return "<rss><channel><generator>Blogger</generator><openSearch:totalResults>4</openSearch:totalResults>"
                + "<openSearch:startIndex>" + start + "</openSearch:startIndex>"
                + "<openSearch:itemsPerPage>2</openSearch:itemsPerPage><item><link>/" + start
                + "</link></item><item><link>/"
                + (start + 1) + "</link></item></channel></rss>";
    }
}
