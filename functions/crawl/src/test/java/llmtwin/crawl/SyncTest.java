package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmtwin.core.Category;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.EraseRequest;
import llmtwin.core.FeedEntry;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Reach;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A source crawled again and again stays what its site is.
class SyncTest {
    private static final TwinId TWIN = new TwinId("me");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant NEWEST = Instant.parse("2026-02-20T10:00:00Z");

    private final TestClock clock = new TestClock();
    private final InMemorySources sources = new InMemorySources();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemoryContentStore content = new InMemoryContentStore();
    private final RecordingQueue<CrawlRequest> queue = new RecordingQueue<>();
    private final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    private final Crawler crawler = crawler();
    private int worked;
    private TestSite site;
    private String list = "/sitemap.xml";
    private Reach reach = Reach.USUAL;

    private Crawler crawler() {
        var config = new CrawlConfig(
                URI.create("https://owner.example/about"), Duration.ofSeconds(1), true, 500_000, 600, WEEK);
        var guard = new AddressGuard(InetAddress::getAllByName, config.allowLoopback());
        var http = new PoliteHttp(new GuardedHttp(guard), new InMemoryHostLeases(), config.delay(), clock, clock);
        return CrawlWiring.crawler(
                config, http, new InMemoryRobots(), sources, documents, content, queue, erasures, clock);
    }

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void page(String path, String text) {
        var body = ("<!doctype html><title>A page</title><p>" + text).getBytes(StandardCharsets.UTF_8);
        var etag = "\"" + Sha256.of(body).hex().substring(0, 16) + "\"";
        site.on(path, exchange -> {
            boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("ETag", etag);
            TestSite.send(exchange, known ? 304 : 200, known ? new byte[0] : body);
        });
    }

    private void pages(int count) {
        IntStream.range(0, count).forEach(i -> page("/" + i, "Words of page " + i));
    }

    private void sitemap(String... paths) {
        site.page(
                "/sitemap.xml",
                "application/xml",
                Arrays.stream(paths)
                        .map(path -> "<url><loc>" + path + "</loc><lastmod>2020-01-01</lastmod></url>")
                        .collect(Collectors.joining("", "<urlset>", "</urlset>")));
    }

    private static String[] paths(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "/" + i).toArray(String[]::new);
    }

    /// Entries a day apart, the newest first.
    private void feed(String... paths) {
        list = "/feed.xml";
        site.page(
                list,
                "application/atom+xml",
                Arrays.stream(paths)
                        .map(path -> "<entry><link href='" + path + "'/><published>"
                                + published(Integer.parseInt(path.substring(1))) + "</published></entry>")
                        .collect(Collectors.joining("", "<feed>", "</feed>")));
    }

    /// The higher its number, the older a post is.
    private static Instant published(int number) {
        return NEWEST.minus(Duration.ofDays(number));
    }

    private Source source() {
        var source = Source.asked(TWIN, site.url(list), Duration.ofDays(1), reach, TestClock.START);
        if (sources.source(TWIN, source.id()).isEmpty()) {
            sources.save(source);
        }
        return sources.source(TWIN, source.id()).orElseThrow();
    }

    private Document document(String path) {
        var origin = Origin.ofPage(site.url(path), source().id());
        return documents
                .document(new DocumentRef(TWIN, origin.documentId(TWIN)))
                .orElseThrow();
    }

    /// One crawl of the source with everything that follows from it.
    ///
    /// @return the pages asked for
    private List<String> crawl() throws IOException {
        clock.sleep(Duration.ofMinutes(1));
        var source = source();
        int visited = site.visits().size();
        work(new CrawlRequest(TWIN, source.id(), source.url(), Target.SOURCE, source.added(), null, 0));
        return site.paths().stream()
                .skip(visited)
                .filter(path -> !path.equals(list) && !path.equals("/robots.txt"))
                .toList();
    }

    private void work(CrawlRequest first) throws IOException {
        queue.sendLater(first, Duration.ZERO);
        for (; worked < queue.sent().size(); worked++) {
            clock.sleep(queue.delays().get(worked));
            crawler.crawl(queue.sent().get(worked), clock.instant().plus(Duration.ofHours(1)), true);
        }
        documents.ofSource(TWIN, source().id()).forEach(this::index);
    }

    /// As the later stages would.
    private void index(Document document) {
        var version = document.version();
        if (document.state() == State.FETCHED && version != null) {
            var path = document.origin().address().replaceAll(".*/", "");
            var published = path.matches("\\d+") ? published(Integer.parseInt(path)) : null;
            var metadata = new Metadata(
                    "A page", Category.ARTICLE, null, null, published, null, null, null, null, "web", saidBy("feed"));
            for (var step : List.of(new Step.Cleaned(metadata), new Step.Indexed(1))) {
                documents.advance(document.ref(), document.origin(), version, step, document.updated());
            }
        }
    }

    private static Map<String, String> saidBy(String whom) {
        return Map.of("published", whom);
    }

    private Set<String> missing() {
        return documents.ofSource(TWIN, source().id()).stream()
                .filter(document -> document.missing() != null)
                .map(document -> URI.create(document.origin().address()).getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> erased() {
        return erasures.sent().stream()
                .map(request -> documents
                        .document(new DocumentRef(TWIN, Objects.requireNonNull(request.document())))
                        .orElseThrow())
                .map(document -> URI.create(document.origin().address()).getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void an_unchanged_source_costs_a_question_per_document_and_writes_nothing() throws Exception {
        pages(500);
        sitemap(paths(0, 500));
        crawl();
        var first = document("/7");

        var asked = crawl();

        assertEquals(500, asked.size());
        assertEquals(500, Set.copyOf(asked).size());
        assertTrue(site.visits().reversed().stream()
                .limit(500)
                .allMatch(visit -> visit.headers().containsKey("If-None-Match")));
        assertEquals(500, content.writes().size());
        var second = document("/7");
        assertTrue(second.updated().isAfter(first.updated()));
        assertEquals(first.version(), second.version());
        assertEquals(State.SEARCHABLE, second.state());
        assertEquals(List.of(), erasures.sent());
    }

    private static String link(String path) {
        return "<a href='" + path + "'>More</a>";
    }

    /// A page that links to two, each of which links to two more.
    private void linked() {
        list = "/blog/";
        reach = new Reach(2, 100);
        page("/blog/", link("/blog/a") + link("/blog/b"));
        page("/blog/a", link("/blog/") + link("/blog/a/1") + link("/blog/a/2"));
        page("/blog/b", link("/blog/a") + link("/blog/b/1") + link("/blog/b/2"));
        for (var path : List.of("/blog/a/1", "/blog/a/2", "/blog/b/1", "/blog/b/2")) {
            page(path, "Words of " + path + link("/blog/too/deep"));
        }
    }

    private static final Set<String> DEEPER =
            Set.of("/blog/a", "/blog/b", "/blog/a/1", "/blog/a/2", "/blog/b/1", "/blog/b/2");

    private List<String> ofPages(List<String> asked) {
        return asked.stream().filter(path -> path.startsWith("/blog/")).toList();
    }

    @Test
    void pages_that_links_led_to_are_asked_for_once_each_and_an_unchanged_site_writes_nothing() throws Exception {
        linked();
        assertEquals(DEEPER, Set.copyOf(ofPages(crawl())));
        int visits = site.visits().size();

        var asked = ofPages(crawl());

        assertEquals(DEEPER, Set.copyOf(asked));
        assertEquals(6, asked.size());
        assertTrue(site.visits().stream()
                .skip(visits)
                .filter(visit -> visit.path().startsWith("/blog/"))
                .allMatch(visit -> visit.headers().containsKey("If-None-Match")));
        assertEquals(7, content.writes().size());
        assertEquals(Set.of(), missing());
        assertNull(source().problem());
    }

    @Test
    void a_link_that_is_new_on_a_deeper_page_leads_on() throws Exception {
        linked();
        crawl();
        page("/blog/a", link("/blog/") + link("/blog/a/1") + link("/blog/a/2") + link("/blog/a/3"));
        page("/blog/a/3", "Words of a third");

        var asked = ofPages(crawl());

        assertEquals(1, asked.stream().filter("/blog/a/3"::equals).count());
        assertEquals(7, asked.size());
    }

    @Test
    void a_link_that_is_new_on_the_page_itself_leads_as_deep_as_the_first_time() throws Exception {
        linked();
        crawl();
        page("/blog/", link("/blog/a") + link("/blog/b") + link("/blog/c"));
        page("/blog/c", link("/blog/c/1"));
        page("/blog/c/1", "Words of c, one");

        var asked = ofPages(crawl());

        assertTrue(asked.containsAll(List.of("/blog/c", "/blog/c/1")), asked.toString());
        assertEquals(8, asked.size());
    }

    @Test
    void a_page_that_changed_is_read_whatever_its_sitemap_says() throws Exception {
        pages(3);
        sitemap(paths(0, 3));
        crawl();
        page("/1", "Other words");

        crawl();

        assertEquals(4, content.writes().size());
    }

    @Test
    void a_list_that_says_nothing_new_still_has_its_documents_asked() throws Exception {
        pages(2);
        site.on("/sitemap.xml", exchange -> {
            boolean known = "\"s\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("ETag", "\"s\"");
            var body = "<urlset><url><loc>/0</loc></url><url><loc>/1</loc></url></urlset>";
            TestSite.send(exchange, known ? 304 : 200, known ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
        });
        crawl();

        assertEquals(Set.of("/0", "/1"), Set.copyOf(crawl()));

        assertNull(source().problem());
        assertEquals(2, source().found());
    }

    @Test
    void documents_that_a_feed_shows_no_more_are_asked_for_once_and_stay() throws Exception {
        pages(6);
        feed(paths(2, 6));
        crawl();
        feed(paths(0, 4));

        var asked = crawl();

        assertEquals(List.of("/0", "/1", "/2", "/3"), asked.subList(0, 4));
        assertEquals(Set.of("/4", "/5"), Set.copyOf(asked.subList(4, asked.size())));
        assertEquals(6, asked.size());
        assertEquals(Set.of(), missing());
    }

    @Test
    void what_a_feed_said_once_goes_with_a_document_that_it_shows_no_more() throws Exception {
        pages(3);
        feed(paths(1, 3));
        crawl();
        feed(paths(0, 2));
        int sent = queue.sent().size();

        crawl();

        var entries = queue.sent().stream()
                .skip(sent)
                .filter(request -> request.url().equals(site.url("/2")))
                .map(CrawlRequest::entry)
                .toList();
        assertEquals(List.of(new FeedEntry(null, null, null, null, published(2), null)), entries);
    }

    @Test
    void what_left_the_days_that_a_feed_still_shows_is_missing() throws Exception {
        pages(6);
        feed(paths(0, 6));
        crawl();
        feed("/0", "/2", "/3");

        crawl();

        assertEquals(Set.of("/1"), missing());
    }

    @Test
    void a_feed_that_is_in_no_order_says_nothing_about_what_it_leaves_out() throws Exception {
        pages(6);
        feed(paths(0, 6));
        crawl();
        feed("/5", "/0", "/2");

        crawl();

        assertEquals(Set.of(), missing());
    }

    @Test
    void what_left_the_sitemap_is_erased_after_a_week_unless_it_comes_back() throws Exception {
        pages(5);
        sitemap(paths(0, 5));
        crawl();
        sitemap(paths(0, 3));
        crawl();
        assertEquals(Set.of("/3", "/4"), missing());
        assertEquals("its source no longer names it", document("/4").problem());
        assertEquals(State.SEARCHABLE, document("/4").state());
        sitemap(paths(0, 4));
        crawl();
        assertEquals(Set.of("/4"), missing());
        assertEquals(List.of(), erasures.sent());

        clock.sleep(WEEK);
        crawl();

        assertEquals(Set.of("/4"), erased());
        assertNotNull(erasures.sent().getFirst().missingSince());
    }

    @Test
    void a_page_that_is_gone_is_erased_after_a_week_unless_it_comes_back() throws Exception {
        pages(4);
        sitemap(paths(0, 4));
        crawl();
        site.status("/1", 404).status("/2", 410);
        crawl();
        assertEquals(Set.of("/1", "/2"), missing());
        assertEquals("gone: 404 Not Found", document("/1").problem());
        page("/1", "Words of page 1");
        crawl();
        assertEquals(Set.of("/2"), missing());
        assertNull(document("/1").problem());

        clock.sleep(WEEK);
        crawl();

        assertEquals(Set.of("/2"), erased());
        assertEquals(4, content.writes().size());
    }

    @Test
    void when_most_of_a_site_is_gone_nothing_is_deleted_and_the_source_says_so() throws Exception {
        pages(10);
        sitemap(paths(0, 10));
        crawl();
        IntStream.range(0, 6).forEach(i -> site.status("/" + i, 404));
        crawl();
        clock.sleep(WEEK);

        crawl();

        assertEquals(List.of(), erasures.sent());
        assertEquals(
                "only 4 of its 10 documents are still there; nothing is deleted until at least half of them are",
                source().problem());
        page("/0", "Words of page 0");
        crawl();
        assertNull(source().problem());
        assertEquals(5, erased().size());
    }

    @Test
    void a_site_in_trouble_loses_nothing() throws Exception {
        pages(3);
        sitemap(paths(0, 3));
        crawl();
        site.status("/0", 403).status("/1", 429, "Retry-After", "7200").status("/sitemap.xml", 404);

        crawl();
        sitemap(paths(0, 3));
        crawl();

        assertEquals(Set.of(), missing());
    }

    @Test
    void a_sitemap_that_was_not_read_to_its_end_marks_nobody() throws Exception {
        pages(4);
        sitemap(paths(0, 4));
        crawl();
        site.page("/sitemap.xml", "application/xml", "<urlset><url><loc>/0</loc></url><url><loc>/1</loc></url>");
        crawl();
        assertEquals(Set.of(), missing());
        site.page("/sitemap.xml", "application/xml", """
                <sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>""");
        site.page("/a.xml", "application/xml", "<urlset><url><loc>/0</loc></url></urlset>")
                .status("/b.xml", 404);
        crawl();
        assertEquals(Set.of(), missing());

        site.page("/b.xml", "application/xml", "<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url></urlset>");
        crawl();

        assertEquals(Set.of("/3"), missing());
    }

    @Test
    void more_addresses_than_are_taken_mark_nobody() throws Exception {
        pages(2);
        sitemap(paths(0, 2));
        crawl();
        sitemap(paths(2, 700));

        crawl();

        assertEquals(Set.of(), missing());
    }

    @Test
    void what_came_in_an_archive_of_a_site_is_no_page_of_it() throws Exception {
        pages(3);
        sitemap(paths(0, 3));
        crawl();
        var address = "archive:" + site.url("/garden.git") + "/my notes.md";
        var member = new Origin(address, source().id(), null);
        var ref = new DocumentRef(TWIN, member.documentId(TWIN));
        var version = new Version(Sha256.of("Two beds."), clock.instant());
        documents.advance(ref, member, version, new Step.Indexed(1), clock.instant());
        site.status("/2", 404);

        assertEquals(Set.of("/0", "/1", "/2"), Set.copyOf(crawl()));
        clock.sleep(WEEK);
        crawl();

        assertNull(documents.document(ref).orElseThrow().missing());
        assertEquals(Set.of("/2"), erased());
    }

    @Test
    void a_crawl_is_not_ended_before_its_documents_were_visited() throws Exception {
        pages(2);
        sitemap(paths(0, 2));
        crawl();
        var source = source();
        clock.sleep(Duration.ofMinutes(1));
        var sweep = new CrawlRequest(TWIN, source.id(), source.url(), Target.SWEEP, clock.instant(), null, 0);
        int sent = queue.sent().size();

        crawler.crawl(sweep, clock.instant().plusSeconds(300), true);

        assertEquals(List.of(sweep.again()), queue.sent().subList(sent, sent + 1));
        assertEquals(Duration.ofSeconds(2), queue.delays().getLast());
        clock.sleep(Duration.ofDays(1));
        crawler.crawl(sweep, clock.instant().plusSeconds(300), true);
        crawler.failed(sweep, new IllegalStateException("no ledger"), true);
        assertEquals(sent + 1, queue.sent().size());
        assertNull(source().problem());
    }
}
