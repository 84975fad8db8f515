package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmtwin.core.ContentKey;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.EraseRequest;
import llmtwin.core.FeedEntry;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Json;
import llmtwin.core.Missing;
import llmtwin.core.Origin;
import llmtwin.core.Reach;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import llmtwin.crawl.Http.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrawlerTest {
    private static final TwinId TWIN = new TwinId("me");
    private static final String PAGE = "<!doctype html><title>A page</title><p>Some words.";
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX_BYTES = 50_000;
    private static final int MAX_DOCUMENTS = 5;

    private final TestClock clock = new TestClock();
    private final InMemorySources sources = new InMemorySources();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemoryContentStore content = new InMemoryContentStore();
    private final RecordingQueue<CrawlRequest> queue = new RecordingQueue<>();
    private final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    private final InMemoryHostLeases leases = new InMemoryHostLeases();
    private final Crawler crawler = crawler();
    private TestSite site;

    private Crawler crawler() {
        var contact = URI.create("https://owner.example/about");
        var config =
                new CrawlConfig(contact, Duration.ofSeconds(1), true, MAX_BYTES, MAX_DOCUMENTS, Duration.ofDays(7));
        var guard = new AddressGuard(InetAddress::getAllByName, config.allowLoopback());
        var http = new PoliteHttp(new GuardedHttp(guard), leases, config.delay(), clock, clock);
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

    private Source source(String path) {
        var source = Source.asked(TWIN, site.url(path), DAY, clock.instant());
        if (sources.source(TWIN, source.id()).isEmpty()) {
            sources.save(source);
        }
        return sources.source(TWIN, source.id()).orElseThrow();
    }

    private CrawlRequest request(String path, Target target) {
        var source = target == Target.SOURCE ? source(path) : source("/feed");
        return new CrawlRequest(TWIN, source.id(), site.url(path), target, source.added(), null, 0);
    }

    private void crawl(CrawlRequest request) throws IOException {
        crawler.crawl(request, clock.instant().plusSeconds(300), true);
    }

    private void crawl(String path) throws IOException {
        crawl(request(path, Target.DOCUMENT));
    }

    private Page page(String path) {
        return Page.at(site.url(path), TWIN, source("/feed").id(), documents);
    }

    private Document document(String path) {
        return page(path).known().orElseThrow();
    }

    private Version version(String path) {
        return Objects.requireNonNull(document(path).version());
    }

    private void assertSkipped(String path, String reason) {
        assertEquals(State.SKIPPED, document(path).state());
        assertEquals(reason, document(path).problem());
        assertEquals(List.of(), content.writes());
    }

    @Test
    void a_page_is_kept_as_it_came_with_what_the_next_stage_needs() throws Exception {
        var latin = PAGE.replace("words", "wörds").getBytes(StandardCharsets.ISO_8859_1);
        site.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=ISO-8859-1");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            TestSite.send(exchange, 200, latin);
        });

        crawl("/a");

        var key = new ContentKey.Raw(page("/a").ref(), Sha256.of(latin));
        var stored = content.load(key, MAX_BYTES).orElseThrow();
        var version = version("/a");
        assertArrayEquals(latin, stored.bytes());
        assertEquals("text/html; charset=ISO-8859-1", stored.contentType());
        assertEquals(
                Map.of(
                        "address", site.url("/a").toString(),
                        "url", site.url("/a").toString(),
                        "source", source("/feed").id().toString(),
                        "observed", TestClock.START.toString(),
                        "handler", "web"),
                stored.attributes());
        assertEquals(new Version(Sha256.of(latin), TestClock.START), version);
        assertEquals(State.FETCHED, document("/a").state());
        assertEquals(new Validators("\"v1\"", null), document("/a").validators());
    }

    @Test
    void the_sample_of_a_raw_object_names_what_is_written_beside_one() throws Exception {
        site.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sun, 01 Mar 2026 09:00:00 GMT");
            TestSite.send(exchange, 200, PAGE.getBytes(StandardCharsets.UTF_8));
        });

        crawl(request("/a", Target.DOCUMENT)
                .saidBy(new FeedEntry(null, "A page", "Me", "en", clock.instant(), clock.instant())));

        var sample = Json.tree(Files.readString(Path.of("../../events/raw-object.json")));
        var written = content.load(content.writes().getFirst(), MAX_BYTES).orElseThrow();
        assertEquals(
                Set.copyOf(sample.path("attributes").propertyNames()),
                written.attributes().keySet());
        assertTrue(ContentKey.parse(sample.path("key").stringValue()).isPresent());
    }

    @Test
    void a_visitor_says_who_it_is_and_asks_robots_txt_once() throws Exception {
        site.page("/a", "text/html", PAGE).page("/b", "text/html", PAGE);

        crawl("/a");
        crawl("/b");

        assertEquals(List.of("/robots.txt", "/a", "/b"), site.paths());
        for (var visit : site.visits()) {
            assertEquals(
                    "llm-twin/0.1 (+https://owner.example/about)",
                    visit.headers().getFirst("User-Agent"));
        }
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), clock.pauses());
    }

    @Test
    void the_same_message_twice_writes_once() throws Exception {
        site.page("/a", "text/html", PAGE);

        crawl("/a");
        crawl("/a");

        assertEquals(1, content.writes().size());
        assertEquals(TestClock.START, version("/a").observed());
    }

    @Test
    void a_changed_page_is_a_new_version() throws Exception {
        site.page("/a", "text/html", PAGE);
        crawl("/a");
        site.page("/a", "text/html", PAGE + "More.");

        crawl("/a");

        assertEquals(2, content.writes().size());
        assertEquals(Sha256.of(PAGE + "More."), version("/a").content());
    }

    @Test
    void a_page_that_failed_later_on_is_stored_again_to_be_read_again() throws Exception {
        site.page("/a", "text/html", PAGE);
        crawl("/a");
        var version = version("/a");
        documents.advance(page("/a").ref(), page("/a").origin(), version, new Step.Failed("no"), clock.instant());

        crawl("/a");

        assertEquals(2, content.writes().size());
        assertEquals(State.FETCHED, document("/a").state());
    }

    @Test
    void a_server_is_asked_whether_anything_changed() throws Exception {
        site.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sun, 01 Mar 2026 09:00:00 GMT");
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            TestSite.send(exchange, known ? 304 : 200, known ? new byte[0] : PAGE.getBytes(StandardCharsets.UTF_8));
        });
        crawl("/a");
        clock.sleep(DAY);

        crawl("/a");

        var second = site.visits().getLast().headers();
        assertEquals("Sun, 01 Mar 2026 09:00:00 GMT", second.getFirst("If-Modified-Since"));
        assertEquals(1, content.writes().size());
        assertTrue(document("/a").updated().isAfter(TestClock.START.plus(DAY)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "404, gone: 404 Not Found",
        "410, gone: 410 Gone",
        "401, not open to everybody: 401 Unauthorized",
        "403, not open to everybody: 403 Forbidden",
        "451, not open to everybody: 451 Unavailable For Legal Reasons",
        "400, the site answers 400 Bad Request",
        "204, the site answers 204 No Content",
    })
    void a_page_nobody_can_have_is_skipped_with_the_reason(int status, String reason) throws Exception {
        site.status("/a", status);

        crawl("/a");

        assertSkipped("/a", reason);
        assertEquals(List.of(), queue.sent());
    }

    @Test
    void a_site_in_trouble_is_tried_again_and_given_up_with_the_reason() {
        site.status("/a", 500);
        var request = request("/a", Target.DOCUMENT);
        documents.announce(page("/a").ref(), page("/a").origin(), request.asked());

        var trouble = assertThrows(Unreachable.class, () -> crawl(request));
        crawler.failed(request, trouble, false);
        assertEquals(State.QUEUED, document("/a").state());
        assertEquals(
                "127.0.0.1 answers 500 Internal Server Error; it will be tried again",
                document("/a").problem());

        crawler.failed(request, trouble, true);
        assertEquals(State.FAILED, document("/a").state());
        assertEquals(
                "127.0.0.1 answers 500 Internal Server Error", document("/a").problem());
    }

    @Test
    void a_fault_of_ours_is_not_told_in_its_own_words() {
        crawler.failed(request("/a", Target.DOCUMENT), new IllegalStateException("table at 10.0.0.1 is down"), true);

        assertEquals(
                "something the crawler needs is out of reach", document("/a").problem());
    }

    @ParameterizedTest(name = "{0} Retry-After {1}: {2} s")
    @CsvSource({
        "429, 120, 120",
        "503, 7, 7",
        "429, '', 30",
        "429, 'Sun, 01 Mar 2026 10:02:01 GMT', 120",
        "429, nonsense, 30",
    })
    void a_site_that_asks_for_a_pause_gets_it(int status, String retryAfter, int seconds) throws Exception {
        site.status("/a", status, retryAfter.isEmpty() ? "X-None" : "Retry-After", retryAfter);
        var request = request("/a", Target.DOCUMENT);

        crawl(request);

        assertEquals(List.of(request.again()), queue.sent());
        assertEquals(List.of(Duration.ofSeconds(seconds)), queue.delays());
    }

    @Test
    void a_site_that_never_stops_asking_for_pauses_is_given_up() throws Exception {
        site.status("/a", 429, "Retry-After", "1").status("/b", 503, "Retry-After", "7200");
        var request = request("/a", Target.DOCUMENT);
        for (int attempt = 0; attempt < 5; attempt++) {
            request = request.again();
        }

        crawl(request);
        crawl("/b");

        assertEquals(List.of(), queue.sent());
        assertEquals(State.FAILED, document("/a").state());
        assertEquals(
                "429 Too Many Requests, still at the last of 6 visits",
                document("/a").problem());
        assertEquals(State.FAILED, document("/b").state());
        assertTrue(String.valueOf(document("/b").problem())
                .startsWith("503 Service Unavailable, and asks not to come again before"));
    }

    @Test
    void redirects_are_followed_and_the_document_keeps_the_address_it_was_asked_for() throws Exception {
        site.redirect("/a", "/b").redirect("/b", "c?d").page("/c?d", "text/html", PAGE);

        crawl("/a");

        var stored = content.load(new ContentKey.Raw(page("/a").ref(), Sha256.of(PAGE)), MAX_BYTES);
        assertEquals(
                site.url("/a").toString(), stored.orElseThrow().attributes().get("address"));
        assertEquals(
                site.url("/c?d").toString(), stored.orElseThrow().attributes().get("url"));
        assertEquals(
                List.of(1L, 1L, 1L),
                clock.pauses().stream().map(Duration::toSeconds).toList());
    }

    @ParameterizedTest(name = "to {0}: {1}")
    @CsvSource({
        "/a, redirects in a loop",
        "/b, redirects in a loop",
        "http://10.0.0.1/x, 10.0.0.1 is not on the public internet and is not visited",
        "http://169.254.169.254/latest/meta-data/, 169.254.169.254 is not on the public internet and is not visited",
        "file:///etc/passwd, redirects to what cannot be visited: 'file:///etc/passwd' is neither http nor https",
    })
    void a_redirect_is_checked_as_the_first_address_is(String target, String reason) throws Exception {
        site.redirect("/a", target).redirect("/b", "/a");

        crawl("/a");

        assertSkipped("/a", reason);
    }

    @Test
    void a_chain_of_redirects_ends_somewhere() throws Exception {
        for (int i = 0; i < 20; i++) {
            site.redirect("/" + i, "/" + (i + 1));
        }

        crawl("/0");

        assertSkipped("/0", "more than 10 redirects");
        assertEquals(12, site.visits().size());
    }

    @Test
    void what_robots_txt_forbids_is_not_fetched_at_any_hop() throws Exception {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private")
                .page("/private/a", "text/html", PAGE)
                .redirect("/b", "/private/a");
        var reason = "robots.txt of 127.0.0.1:" + site.port() + " disallows /private/a (line 2: `Disallow: /private`)";

        crawl("/private/a");
        crawl("/b");

        assertSkipped("/private/a", reason);
        assertSkipped("/b", reason);
        assertEquals(List.of("/robots.txt", "/b"), site.paths());
    }

    @Test
    void a_site_whose_robots_txt_cannot_be_read_is_left_alone_for_now() {
        site.status("/robots.txt", 503).page("/a", "text/html", PAGE);

        var trouble = assertThrows(Unreachable.class, () -> crawl("/a"));
        assertThrows(Unreachable.class, () -> crawl("/a"));

        assertEquals(
                "robots.txt of http://127.0.0.1:" + site.port()
                        + " cannot be read: the site answers 503 Service Unavailable",
                trouble.getMessage());
        assertEquals(List.of("/robots.txt"), site.paths());
    }

    @Test
    void robots_txt_may_be_somewhere_else_and_asks_for_longer_pauses() throws Exception {
        site.redirect("/robots.txt", "/r")
                .page("/r", "text/plain", "User-agent: *\nCrawl-delay: 4")
                .page("/a", "text/html", PAGE);

        crawl("/a");

        assertEquals(List.of("/robots.txt", "/r", "/a"), site.paths());
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)), clock.pauses());
    }

    @Test
    void a_busy_host_puts_the_message_off_as_if_it_had_not_come() throws Exception {
        site.page("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 30").page("/a", "text/html", PAGE);
        var request = request("/a", Target.DOCUMENT);

        crawl(request);

        assertEquals(List.of(request.whenItIsItsTurn()), queue.sent());
        assertTrue(queue.delays().getFirst().compareTo(Duration.ofSeconds(30)) >= 0);
        assertEquals(List.of("/robots.txt"), site.paths());

        clock.sleep(Duration.ofSeconds(30));
        crawl(request);
        assertEquals(State.FETCHED, document("/a").state());
    }

    @Test
    void without_time_left_a_message_is_put_off() throws Exception {
        var request = request("/a", Target.DOCUMENT);

        crawler.crawl(request, clock.instant().plusSeconds(3), true);

        assertEquals(List.of(request), queue.sent());
        assertEquals(List.of(), site.visits());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "image/png, image/png is not text",
        "application/octet-stream, application/octet-stream is not text",
        "application/gzip, application/gzip is not text",
        "text/css, text/css is not text",
    })
    void what_is_no_writing_is_skipped(String type, String reason) throws Exception {
        site.page("/a", type, new byte[] {1, 2, 3});

        crawl("/a");

        assertSkipped("/a", reason);
    }

    @Test
    void a_body_beyond_the_limit_is_skipped_also_if_it_came_small() throws Exception {
        var bomb = TestSite.gzipped(new byte[10 * MAX_BYTES]);
        site.page("/a", "text/html", new byte[MAX_BYTES + 1]).on("/b", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.send(exchange, 200, bomb);
        });

        crawl("/a");
        crawl("/b");

        assertSkipped("/a", "larger than the 50000 bytes that are fetched");
        assertSkipped("/b", "larger than the 50000 bytes that are fetched");
    }

    @Test
    void an_empty_page_is_skipped() throws Exception {
        site.status("/a", 200);

        crawl("/a");

        assertSkipped("/a", "the page is empty");
    }

    @Test
    void what_was_deleted_or_has_no_source_any_more_is_not_visited() throws Exception {
        site.page("/a", "text/html", PAGE);
        var request = request("/a", Target.DOCUMENT);
        var tombstone = new Version(Sha256.of(""), clock.instant().plusSeconds(1));
        documents.advance(page("/a").ref(), page("/a").origin(), tombstone, new Step.Deleted(), tombstone.observed());
        crawl(request);
        sources.remove(TWIN, request.source());
        crawl(request);

        assertEquals(List.of(), site.visits());
    }

    @Test
    void what_was_deleted_while_it_was_fetched_is_erased_once_more() throws Exception {
        var tombstone = new Version(Sha256.of(""), clock.instant().plusSeconds(1));
        var deleted = page("/a");
        site.on("/a", exchange -> {
            documents.advance(deleted.ref(), deleted.origin(), tombstone, new Step.Deleted(), tombstone.observed());
            TestSite.send(exchange, 200, PAGE.getBytes(StandardCharsets.UTF_8));
        });

        crawl("/a");

        assertEquals(State.DELETED, document("/a").state());
        assertEquals(List.of(new EraseRequest(TWIN, null, deleted.ref().id(), tombstone.observed())), erasures.sent());
    }

    @Test
    void a_page_that_is_a_source_is_its_one_document() throws Exception {
        site.page("/a", "text/html", PAGE);
        var request = request("/a", Target.SOURCE);

        crawl(request);

        var source = source("/a");
        assertEquals(Source.Status.CRAWLED, source.status());
        assertEquals(1, source.found());
        assertTrue(Objects.requireNonNull(source.nextCrawl()).isAfter(TestClock.START.plus(DAY)));
        assertEquals(State.FETCHED, document("/a").state());
        assertEquals(source.id(), document("/a").origin().source());
    }

    @Test
    void a_source_that_cannot_be_had_says_why() throws Exception {
        crawl(request("/gone", Target.SOURCE));

        assertEquals(Source.Status.FAILED, source("/gone").status());
        assertEquals("gone: 404 Not Found", source("/gone").problem());
        assertSkipped("/gone", "gone: 404 Not Found");
    }

    private static String rss(int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> "<item><link>/post/" + i + "</link><pubDate>Sun, 0" + (i + 1)
                        + " Feb 2026 10:00:00 GMT</pubDate></item>")
                .collect(Collectors.joining("", "<rss><channel>", "</channel></rss>"));
    }

    @Test
    void the_entries_of_a_feed_become_documents_newest_first_and_each_once() throws Exception {
        site.page("/feed", "application/rss+xml", rss(3));

        crawl(request("/feed", Target.SOURCE));

        assertEquals(
                List.of(site.url("/post/2"), site.url("/post/1"), site.url("/post/0")),
                queue.sent().stream().map(CrawlRequest::url).toList());
        for (var request : queue.sent()) {
            assertEquals(Target.DOCUMENT, request.target());
            assertEquals(source("/feed").id(), request.source());
        }
        assertEquals(State.QUEUED, document("/post/0").state());
        assertEquals(3, source("/feed").found());
        assertEquals(Source.Status.CRAWLED, source("/feed").status());
    }

    @Test
    void what_a_feed_says_goes_with_the_document_and_alone_changes_nothing() throws Exception {
        site.page(
                "/feed",
                "application/rss+xml",
                "<rss><channel><language>en</language><item><link>/post</link>"
                        + "<title>Ærø &amp; more</title><dc:creator>Me</dc:creator></item></channel></rss>");
        site.page("/post", "text/html", PAGE);

        crawl(request("/feed", Target.SOURCE));
        crawl(queue.sent().getFirst());

        var entry = new FeedEntry(site.url("/feed"), "Ærø & more", "Me", "en", null, null);
        assertEquals(entry, queue.sent().getFirst().entry());
        var stored = content.load(content.writes().getFirst(), MAX_BYTES).orElseThrow();
        assertEquals("%C3%86r%C3%B8+%26+more", stored.attributes().get("title"));
        assertEquals("Me", stored.attributes().get("author"));
        assertEquals("en", stored.attributes().get("language"));

        crawl(queue.sent().getFirst().saidBy(new FeedEntry(null, "Another title", null, null, null, null)));

        assertEquals(1, content.writes().size());
    }

    @Test
    void an_index_of_sitemaps_is_read_newest_first_until_there_is_enough() throws Exception {
        site.page("/sitemap.xml", "application/xml", """
                <sitemapindex>
                <sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
                <sitemap><loc>/new.xml.gz</loc><lastmod>2026-01-01</lastmod></sitemap>
                <sitemap><loc>/never.xml</loc></sitemap>
                </sitemapindex>""");
        site.page("/new.xml.gz", "application/gzip", TestSite.gzipped(urls("/n", 3)));
        site.page("/old.xml", "text/xml", urls("/o", 3));

        crawl(request("/sitemap.xml", Target.SOURCE));

        assertEquals(List.of("/robots.txt", "/sitemap.xml", "/new.xml.gz", "/old.xml"), site.paths());
        assertEquals(
                List.of("/n0", "/n1", "/n2", "/o0", "/o1"),
                queue.sent().stream().map(request -> request.url().getPath()).toList());
        assertEquals(
                "names 6 documents; only the newest 5 are taken; add it with a higher limit to have more",
                source("/sitemap.xml").problem());
    }

    @Test
    void a_limit_that_somebody_chose_is_no_problem() throws Exception {
        site.page("/sitemap.xml", "text/xml", urls("/n", 4));
        var asked = Source.asked(TWIN, site.url("/sitemap.xml"), DAY, new Reach(0, 3), clock.instant());
        sources.save(asked);

        crawl(request("/sitemap.xml", Target.SOURCE));

        assertEquals(3, queue.sent().size());
        assertNull(source("/sitemap.xml").problem());
        assertEquals(Source.Status.CRAWLED, source("/sitemap.xml").status());
    }

    private static byte[] urls(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<url><loc>" + prefix + i + "</loc></url>")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_sitemap_that_is_missing_does_not_hide_the_others() throws Exception {
        site.page("/sitemap.xml", "application/xml", """
                <sitemapindex><sitemap><loc>/missing.xml</loc></sitemap>
                <sitemap><loc>/there.xml</loc></sitemap></sitemapindex>""");
        site.page("/there.xml", "text/xml", urls("/t", 2));

        crawl(request("/sitemap.xml", Target.SOURCE));

        assertEquals(2, queue.sent().size());
        assertEquals(
                site.url("/missing.xml") + ": gone: 404 Not Found",
                source("/sitemap.xml").problem());
    }

    @Test
    void an_address_that_turns_out_to_be_a_feed_is_no_document() throws Exception {
        crawl(request("/feed", Target.SOURCE));
        assertEquals(State.SKIPPED, document("/feed").state());
        site.page("/feed", "application/rss+xml", rss(1));

        crawl(request("/feed", Target.SOURCE));

        assertEquals(State.DELETED, document("/feed").state());
    }

    @Test
    void sources_that_are_due_are_asked_for_once_per_interval() throws Exception {
        site.page("/feed", "application/rss+xml", rss(0));
        var recrawl = new Recrawl(sources, queue, clock);
        crawl(request("/feed", Target.SOURCE));

        assertEquals(0, recrawl.run());
        clock.sleep(DAY.plusHours(1));
        assertEquals(1, recrawl.run());
        assertEquals(0, recrawl.run());

        assertEquals(
                List.of(new CrawlRequest(
                        TWIN, source("/feed").id(), site.url("/feed"), Target.SOURCE, TestClock.START, null, 0)),
                queue.sent());
    }

    @Test
    void an_archive_is_looked_over_when_the_grace_of_what_left_it_is_over() throws Exception {
        var archive = Source.ofArchive(TWIN, "upload:my notes.zip", clock.instant());
        sources.save(archive);
        for (int i = 0; i < 4; i++) {
            var member = new Origin("archive:my notes.zip/" + i + ".md", archive.id(), null);
            var ref = new DocumentRef(TWIN, member.documentId(TWIN));
            documents.advance(
                    ref, member, new Version(Sha256.of("a"), clock.instant()), new Step.Indexed(1), clock.instant());
            if (i > 1) {
                var since = clock.instant().plus(Duration.ofDays(i));
                documents.missing(ref, new Missing(since, Missing.Cause.UNLISTED), "left");
            }
        }
        clock.sleep(Duration.ofDays(9));

        crawl(new CrawlRequest(TWIN, archive.id(), archive.url(), Target.SWEEP, clock.instant(), null, 0));

        assertEquals(
                List.of(new Origin("archive:my notes.zip/2.md", archive.id(), null).documentId(TWIN)),
                erasures.sent().stream().map(EraseRequest::document).toList());
        var due = TestClock.START.plus(Duration.ofDays(10));
        assertEquals(due, sources.source(TWIN, archive.id()).orElseThrow().nextCrawl());
        var recrawl = new Recrawl(sources, queue, clock);
        assertEquals(0, recrawl.run());
        clock.sleep(DAY);
        assertEquals(1, recrawl.run());
        assertEquals(0, recrawl.run());
        var sweep = queue.sent().getLast();
        assertEquals(Target.SWEEP, sweep.target());
        crawl(sweep);
        assertNull(sources.source(TWIN, archive.id()).orElseThrow().nextCrawl());
    }

    @Test
    void a_repository_whose_head_is_the_same_writes_nothing_and_is_looked_over() throws Exception {
        var git = new GitSite(site, "/garden.git");
        git.commit("main", Map.of("README.md", GitSite.text("# A garden with two beds")));
        crawl(request("/garden.git", Target.SOURCE));
        var read = document("/garden.git");
        documents.advance(read.ref(), read.origin(), version("/garden.git"), new Step.Unpacked(), clock.instant());
        clock.sleep(DAY);

        crawl(request("/garden.git", Target.SOURCE));

        assertEquals(1, content.writes().size());
        assertEquals(read.version(), document("/garden.git").version());
        assertEquals(State.UNPACKED, document("/garden.git").state());
        assertEquals(clock.instant().plus(DAY), source("/garden.git").nextCrawl());
        assertEquals(
                List.of(Target.SWEEP),
                queue.sent().stream().map(CrawlRequest::target).toList());
    }

    @Test
    void a_commit_that_changes_no_file_that_is_read_writes_nothing() throws Exception {
        var git = new GitSite(site, "/garden.git");
        var readme = GitSite.text("# A garden with two beds");
        git.commit("main", Map.of("README.md", readme));
        crawl(request("/garden.git", Target.SOURCE));
        var read = document("/garden.git");
        documents.advance(read.ref(), read.origin(), version("/garden.git"), new Step.Unpacked(), clock.instant());
        var head = git.commit("main", Map.of("README.md", readme, "logo.png", new byte[] {0, 1}));

        crawl(request("/garden.git", Target.SOURCE));

        assertEquals(1, content.writes().size());
        assertEquals("\"" + head + "\"", document("/garden.git").validators().etag());
        assertEquals(1, queue.sent().size());
    }

    private CrawlRequest seed(String path, Reach reach) {
        var source = Source.asked(TWIN, site.url(path), DAY, reach, clock.instant());
        sources.save(source);
        return new CrawlRequest(TWIN, source.id(), source.url(), Target.SOURCE, source.added(), null, 0);
    }

    @Test
    void links_are_followed_as_deep_as_asked() throws Exception {
        site.page("/a", "text/html", PAGE + "<a href=a/b>B</a>")
                .page("/a/b", "text/html", PAGE + "<a href=/a>A</a><a href=/a/b/c>C</a><a href=/d>D</a>")
                .page("/a/b/c", "text/html", PAGE + "<a href=/a/b/c/d>D</a>");

        crawl(seed("/a", new Reach(2, 5)));
        crawl(queue.sent().get(0));
        crawl(queue.sent().get(1));

        assertEquals(
                List.of("/a/b 1", "/a/b/c 0"),
                queue.sent().stream()
                        .map(request -> request.url().getPath() + " " + request.depth())
                        .toList());
    }

    @Test
    void links_are_followed_until_the_source_has_enough() throws Exception {
        site.page("/a", "text/html", PAGE + "<a href=a/b>B</a><a href=a/c>C</a><a href=a/d>D</a>");

        crawl(seed("/a", new Reach(1, 3)));

        assertEquals(2, queue.sent().size());
    }

    @Test
    void a_front_page_that_leads_to_documents_is_none() throws Exception {
        site.page("/", "text/html", PAGE + "<link rel=alternate type=application/rss+xml href=/feed>")
                .page("/feed", "application/rss+xml", rss(2));

        crawl(seed("/", Reach.USUAL));

        assertEquals(2, queue.sent().size());
        assertEquals(List.of(), content.writes());
        assertTrue(page("/").known().isEmpty());
        assertEquals(2, source("/").found());
    }
}
