package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.EraseRequest;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Reach;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Source;
import llmtwin.core.TwinId;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.core.Vanished;
import llmtwin.crawl.Found.Extent;
import llmtwin.crawl.Found.Listed;
import llmtwin.crawl.Http.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lists that take several visits.
class LongListsTest {
    private static final TwinId TWIN = new TwinId("me");
    private static final Duration DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock();
    private final InMemorySources sources = new InMemorySources();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final RecordingQueue<CrawlRequest> queue = new RecordingQueue<>();
    private final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    private final Crawler crawler = crawler();
    private int worked;
    private TestSite site;

    private Crawler crawler() {
        var config = new CrawlConfig(
                URI.create("https://owner.example/about"),
                Duration.ofSeconds(1),
                true,
                500_000,
                50_000,
                Duration.ofDays(7));
        var guard = new AddressGuard(InetAddress::getAllByName, config.allowLoopback());
        var http = new PoliteHttp(new GuardedHttp(guard), new InMemoryHostLeases(), config.delay(), clock, clock);
        return CrawlWiring.crawler(
                config,
                http,
                new InMemoryRobots(),
                sources,
                documents,
                new InMemoryContentStore(),
                queue,
                erasures,
                clock);
    }

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    /// A feed of WordPress with two entries on each of its pages.
    private void feed(int pages) {
        for (int page = 1; page <= pages; page++) {
            site.page(
                    page == 1 ? "/feed" : "/feed?paged=" + page,
                    "application/rss+xml",
                    "<rss><channel><link>/</link><generator>https://wordpress.org/?v=6.7</generator><item><link>/"
                            + page + "/a</link></item><item><link>/" + page + "/b</link></item></channel></rss>");
        }
    }

    /// Three addresses in each of them.
    private void sitemaps(int count) {
        site.page(
                "/sitemap.xml",
                "application/xml",
                IntStream.range(0, count)
                        .mapToObj(i -> "<sitemap><loc>/s" + i + ".xml</loc></sitemap>")
                        .collect(Collectors.joining("", "<sitemapindex>", "</sitemapindex>")));
        IntStream.range(0, count).forEach(i -> sitemap(i, "a", "b", "c"));
    }

    private void sitemap(int number, String... names) {
        site.page(
                "/s" + number + ".xml",
                "application/xml",
                List.of(names).stream()
                        .map(name -> "<url><loc>/" + number + "/" + name + "</loc></url>")
                        .collect(Collectors.joining("", "<urlset>", "</urlset>")));
    }

    private Source source(String path, int limit) {
        var source = Source.asked(TWIN, site.url(path), DAY, new Reach(0, limit), TestClock.START);
        if (sources.source(TWIN, source.id()).isEmpty()) {
            sources.save(source);
        }
        return sources.source(TWIN, source.id()).orElseThrow();
    }

    private void begin(Source source) throws IOException {
        clock.sleep(Duration.ofMinutes(1));
        visit(new CrawlRequest(TWIN, source.id(), source.url(), Target.SOURCE, source.added(), null, 0));
    }

    private void visit(CrawlRequest request) throws IOException {
        crawler.crawl(request, clock.instant().plus(Duration.ofHours(1)), true);
    }

    /// Everything that was sent, in its order, with what follows from it.
    private void work() throws IOException {
        for (; worked < queue.sent().size(); worked++) {
            clock.sleep(queue.delays().get(worked));
            var request = queue.sent().get(worked);
            if (request.target() == Target.DOCUMENT) {
                var page = Page.at(request.url(), TWIN, request.source(), documents);
                documents.unchanged(page.ref(), Validators.NONE, clock.instant());
            } else {
                visit(request);
            }
        }
    }

    private List<CrawlRequest> sent(Target target) {
        return queue.sent().stream()
                .filter(request -> request.target() == target)
                .toList();
    }

    private Set<String> asked() {
        return sent(Target.DOCUMENT).stream()
                .map(request -> request.url().getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> missing(Source source) {
        return documents.ofSource(TWIN, source.id()).stream()
                .filter(document -> document.missing() != null)
                .map(document -> URI.create(document.origin().address()).getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long requests(String path) {
        return site.paths().stream().filter(path::equals).count();
    }

    @Test
    void a_feed_of_many_pages_is_read_to_its_end_and_its_documents_do_not_wait_for_that() throws Exception {
        feed(250);
        var source = source("/feed", 1_000);

        begin(source);
        assertEquals(200, sent(Target.DOCUMENT).size());
        assertEquals(Source.Status.QUEUED, source("/feed", 1_000).status());
        assertEquals(200, source("/feed", 1_000).found());
        work();

        assertEquals(500, sent(Target.DOCUMENT).size());
        assertEquals(500, asked().size());
        assertEquals(2, sent(Target.REST).size());
        assertEquals(1, requests("/feed?paged=101"));
        var read = source("/feed", 1_000);
        assertEquals(Source.Status.CRAWLED, read.status());
        assertNull(read.problem());
        assertEquals(500, read.found());
    }

    @Test
    void an_index_of_many_sitemaps_is_read_to_its_end_each_of_them_once() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 1_000);

        begin(source);
        work();

        assertEquals(360, asked().size());
        assertEquals(360, sent(Target.DOCUMENT).size());
        assertEquals(2, sent(Target.REST).size());
        assertEquals(1, requests("/s0.xml"));
        assertEquals(1, requests("/s119.xml"));
        assertEquals(360, source("/sitemap.xml", 1_000).found());
        assertEquals(
                1,
                sent(Target.SWEEP).stream()
                        .distinct()
                        .map(CrawlRequest::asked)
                        .distinct()
                        .count());
    }

    @Test
    void what_no_part_of_the_list_names_any_more_is_missing_once_all_of_it_was_read() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 1_000);
        begin(source);
        work();
        sitemap(3, "a", "b");
        sitemap(110, "c", "d");
        int before = sent(Target.DOCUMENT).size();

        begin(source);
        assertEquals(Set.of(), missing(source));
        work();

        assertEquals(Set.of("/3/c", "/110/a", "/110/b"), missing(source));
        // Each known one and the new one are asked for once.
        assertEquals(361, sent(Target.DOCUMENT).size() - before);
    }

    @Test
    void a_sitemap_that_cannot_be_read_hides_no_other_and_marks_nobody() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 1_000);
        begin(source);
        work();
        site.status("/s10.xml", 404).status("/s60.xml", 500);
        sitemap(110, "c");

        begin(source);
        work();

        assertEquals(Set.of(), missing(source));
        assertEquals(2, requests("/s119.xml"));
        assertEquals(
                site.url("/s10.xml") + ": gone: 404 Not Found; " + site.url("/s60.xml")
                        + ": 127.0.0.1 answers 500 Internal Server Error",
                source("/sitemap.xml", 1_000).problem());
    }

    @Test
    void a_message_that_comes_twice_ends_where_one_does() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 1_000);
        begin(source);
        var rest = sent(Target.REST).getFirst();

        visit(rest);
        visit(rest);
        work();

        assertEquals(360, asked().size());
        assertEquals(360, source("/sitemap.xml", 1_000).found());
        assertEquals(Set.of(), missing(source));
    }

    @Test
    void the_rest_of_an_older_crawl_is_dropped() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 1_000);
        begin(source);
        var older = sent(Target.REST).getFirst();
        begin(source);
        int visits = site.visits().size();

        visit(older);
        crawler.failed(older, new Unreachable("no"), true);

        assertEquals(visits, site.visits().size());
        assertEquals(2, sent(Target.REST).size());
        assertEquals(Source.Status.QUEUED, source("/sitemap.xml", 1_000).status());
    }

    @Test
    void a_list_is_read_until_the_source_has_enough() throws Exception {
        sitemaps(120);
        var source = source("/sitemap.xml", 200);

        begin(source);
        work();

        assertEquals(200, asked().size());
        assertEquals(
                "names more documents than the 200 that are taken",
                source("/sitemap.xml", 200).problem());
        assertEquals(0, requests("/s80.xml"));
    }

    @Test
    void a_feed_that_breaks_for_good_says_how_far_it_was_read_and_is_read_again() throws Exception {
        feed(250);
        site.status("/feed?paged=101", 500);
        var source = source("/feed", 1_000);
        begin(source);
        var rest = sent(Target.REST).getFirst();

        crawler.failed(rest, new Unreachable("127.0.0.1 answers 500 Internal Server Error"), false);
        assertEquals(Source.Status.QUEUED, source("/feed", 1_000).status());
        crawler.failed(rest, new Unreachable("127.0.0.1 answers 500 Internal Server Error"), true);

        assertEquals(
                "only 200 of its documents were found: 127.0.0.1 answers 500 Internal Server Error",
                source("/feed", 1_000).problem());
        feed(250);
        begin(source);
        work();
        assertEquals(500, asked().size());
        assertNull(source("/feed", 1_000).problem());
    }

    @Test
    void a_site_is_read_on_in_its_feed_and_its_sitemaps_within_its_part_of_the_host() throws Exception {
        feed(150);
        sitemaps(70);
        site.page("/robots.txt", "text/plain", "Sitemap: " + site.url("/sitemap.xml"))
                .page(
                        "/",
                        "text/html",
                        "<!doctype html><link rel=alternate type=application/rss+xml href=/feed><p>Words.");
        sitemap(60, "a", "tag/x");
        var source = source("/", 1_000);

        begin(source);
        work();

        var expected = IntStream.rangeClosed(1, 150)
                .boxed()
                .flatMap(i -> List.of("/" + i + "/a", "/" + i + "/b").stream())
                .collect(Collectors.toCollection(TreeSet::new));
        IntStream.range(0, 70).filter(i -> i != 60).forEach(i -> expected.add("/" + i + "/c"));
        expected.addAll(List.of("/0/a", "/0/b"));
        assertEquals(expected, asked());
        assertEquals(expected.size(), sent(Target.DOCUMENT).size());
        assertEquals(Source.Status.CRAWLED, source("/", 1_000).status());
    }

    @Test
    void a_list_without_end_ends_all_the_same() {
        var lists = new LongLists(new Lists(documents, new Vanished(documents, DAY), queue), sources, queue);
        var source = source("/", 1_000);
        var unread = new Unread(List.of(), List.of(site.url("/next.xml")), null);
        var part = new Listed(List.of(), Extent.EVERYTHING, null, Validators.NONE, unread);
        var first = new CrawlRequest(TWIN, source.id(), source.url(), Target.SOURCE, source.added(), null, 0);

        lists.begin(first, source, part, 1_000, clock.instant(), clock.instant());
        for (int i = 0; i < queue.sent().size(); i++) {
            var request = queue.sent().get(i);
            lists.goOn(request, source, Objects.requireNonNull(request.list()), part, 1_000);
        }

        assertEquals(99, queue.sent().size());
        assertEquals("was not read on after 100 visits", source("/", 1_000).problem());
    }

    @Test
    void more_documents_than_a_message_can_name_mark_nobody() {
        var lists = new LongLists(new Lists(documents, new Vanished(documents, DAY), queue), sources, queue);
        var source = source("/", 50_000);
        var old = Page.at(site.url("/old"), TWIN, source.id(), documents);
        documents.announce(old.ref(), old.origin(), Instant.EPOCH);
        var entries = IntStream.range(0, 15_001)
                .mapToObj(i -> new Discovery.Entry(site.url("/" + i), null, null))
                .toList();
        var unread = new Unread(List.of(), List.of(site.url("/next.xml")), null);
        var first = new CrawlRequest(TWIN, source.id(), source.url(), Target.SOURCE, source.added(), null, 0);

        var began = clock.instant();
        lists.begin(
                first,
                source,
                new Listed(entries, Extent.EVERYTHING, null, Validators.NONE, unread),
                50_000,
                began,
                began);
        var rest = sent(Target.REST).getFirst();
        lists.goOn(
                rest,
                source,
                Objects.requireNonNull(rest.list()),
                new Listed(List.of(), Extent.EVERYTHING, null, Validators.NONE),
                50_000);

        assertTrue(documents.ofSource(TWIN, source.id()).stream()
                .map(Document::missing)
                .noneMatch(Objects::nonNull));
        assertEquals(
                List.of(site.url("/old")),
                sent(Target.DOCUMENT).stream()
                        .skip(15_001)
                        .map(CrawlRequest::url)
                        .toList());
    }
}
