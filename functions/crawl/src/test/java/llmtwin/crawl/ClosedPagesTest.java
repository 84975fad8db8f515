package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmtwin.core.Category;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.FeedEntry;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Metadata;
import llmtwin.core.Piece;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.crawl.Http.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedPagesTest {
    private static final TwinId TWIN = new TwinId("me");
    private static final String WORDS =
            "Roses like the sun and a little rain. ".repeat(20).strip();
    private static final String PAGE = "<!doctype html><title>Roses</title><article><p>" + WORDS + "</article>";
    private static final String WALL = "127.0.0.1 shows a bot check by Cloudflare instead of the page";
    private static final int MAX_BYTES = 50_000;

    private final TestClock clock = new TestClock();
    private final InMemorySources sources = new InMemorySources();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemoryContentStore content = new InMemoryContentStore();
    private final RecordingQueue<CrawlRequest> queue = new RecordingQueue<>();
    private final Crawler crawler = crawler();
    private TestSite site;

    private Crawler crawler() {
        var config = new CrawlConfig(
                URI.create("https://owner.example/about"),
                Duration.ofSeconds(1),
                true,
                MAX_BYTES,
                100,
                Duration.ofDays(7));
        var guard = new AddressGuard(InetAddress::getAllByName, config.allowLoopback());
        var http = new PoliteHttp(new GuardedHttp(guard), new InMemoryHostLeases(), config.delay(), clock, clock);
        return CrawlWiring.crawler(
                config, http, new InMemoryRobots(), sources, documents, content, queue, new RecordingQueue<>(), clock);
    }

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void wall(String path) {
        site.status(path, 403, "cf-mitigated", "challenge");
    }

    private void feed(String title, String text) {
        var item = "<item><link>%s?utm_source=rss</link><title>" + title
                + "</title><pubDate>Sun, 01 Feb 2026 10:00:00 GMT</pubDate><description>Roses…</description>"
                + "<content:encoded><![CDATA[<p>" + text + "</p>]]></content:encoded></item>";
        site.page(
                "/feed",
                "application/rss+xml",
                "<rss><channel>" + item.formatted("/a") + item.formatted("/b") + "</channel></rss>");
    }

    private CrawlRequest request(String path) {
        var source = Source.asked(TWIN, site.url("/feed"), Duration.ofDays(1), TestClock.START);
        sources.save(source);
        var entry = new FeedEntry(site.url("/feed"), "Roses", "Me", null, Instant.parse("2026-02-01T10:00:00Z"), null);
        return new CrawlRequest(TWIN, source.id(), site.url(path), Target.DOCUMENT, source.added(), null, 0)
                .saidBy(entry);
    }

    private void visit(CrawlRequest request) throws IOException {
        clock.sleep(Duration.ofMinutes(6));
        crawler.crawl(request, clock.instant().plusSeconds(300), true);
    }

    private void visit(String path) throws IOException {
        visit(request(path));
    }

    private Document document(String path) {
        return Page.at(site.url(path), TWIN, request(path).source(), documents)
                .known()
                .orElseThrow();
    }

    private StoredObject newest() throws Exception {
        return content.load(content.writes().getLast(), MAX_BYTES).orElseThrow();
    }

    /// As the later stages would.
    private void index(String path) throws Exception {
        var document = document(path);
        var version = Objects.requireNonNull(document.version());
        var handler = newest().attributes().getOrDefault("handler", "");
        var metadata =
                new Metadata("Roses", Category.ARTICLE, null, null, null, null, null, null, null, handler, Map.of());
        for (var step : List.of(new Step.Cleaned(metadata), new Step.Indexed(1))) {
            documents.advance(document.ref(), document.origin(), version, step, clock.instant());
        }
    }

    @Test
    void behind_a_bot_check_the_whole_text_of_the_feed_is_the_document() throws Exception {
        wall("/a");
        feed("Roses", WORDS);

        visit("/a");

        var stored = newest();
        assertEquals(Piece.MEDIA_TYPE, stored.contentType());
        assertEquals("feed", stored.attributes().get("handler"));
        assertEquals("Me", stored.attributes().get("author"));
        assertEquals("2026-02-01T10:00:00Z", stored.attributes().get("published"));
        var piece = Piece.fromJson(new String(stored.bytes(), StandardCharsets.UTF_8));
        assertEquals("<p>" + WORDS + "</p>", piece.body());
        assertEquals("Roses", piece.title());
        assertEquals(site.url("/a"), piece.url());
        assertEquals(State.FETCHED, document("/a").state());
        assertEquals(
                WALL + "; its text is from the feed " + site.url("/feed"),
                document("/a").problem());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403})
    void a_page_that_is_not_open_to_everybody_is_read_from_its_feed(int status) throws Exception {
        site.status("/a", status);
        feed("Roses", WORDS);

        visit("/a");

        assertEquals("feed", newest().attributes().get("handler"));
    }

    @Test
    void a_page_that_robots_txt_forbids_is_not_asked_for_and_read_from_its_feed() throws Exception {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /a").page("/a", "text/html", PAGE);
        feed("Roses", WORDS);

        visit("/a");

        assertEquals("feed", newest().attributes().get("handler"));
        assertEquals(List.of("/robots.txt", "/feed"), site.paths());
    }

    @Test
    void a_feed_that_robots_txt_forbids_is_not_asked_for() throws Exception {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        feed("Roses", WORDS);

        visit("/a");

        assertEquals(List.of("/robots.txt"), site.paths());
        assertEquals(State.SKIPPED, document("/a").state());
    }

    @Test
    void a_summary_is_no_document() throws Exception {
        wall("/a");
        feed("Roses", WORDS + " Continue reading");

        visit("/a");

        assertEquals(List.of(), content.writes());
        assertEquals(State.SKIPPED, document("/a").state());
        assertTrue(String.valueOf(document("/a").problem()).startsWith(WALL + ", which is not gone around"));
    }

    @Test
    void of_an_open_page_the_feed_is_not_asked_for() throws Exception {
        site.page("/a", "text/html", PAGE);
        feed("Roses", WORDS);

        visit("/a");

        assertEquals(List.of("/robots.txt", "/a"), site.paths());
    }

    @Test
    void for_the_pages_of_one_feed_it_is_read_once_in_five_minutes() throws Exception {
        wall("/a");
        wall("/b");
        feed("Roses", WORDS);

        visit("/a");
        crawler.crawl(request("/b"), clock.instant().plusSeconds(300), true);
        assertEquals(List.of("/robots.txt", "/a", "/feed", "/b"), site.paths());
        index("/b");
        visit("/b");

        assertEquals(2, content.writes().size());
        assertEquals(List.of("/b", "/feed"), site.paths().subList(4, 6));
    }

    @Test
    void the_same_text_in_the_feed_again_writes_nothing() throws Exception {
        wall("/a");
        feed("Roses", WORDS);
        visit("/a");
        index("/a");

        visit("/a");

        assertEquals(1, content.writes().size());
        assertEquals(State.SEARCHABLE, document("/a").state());
        assertEquals(
                WALL + "; its text is from the feed " + site.url("/feed"),
                document("/a").problem());
    }

    @Test
    void a_changed_text_in_the_feed_is_a_new_version() throws Exception {
        wall("/a");
        feed("Roses", WORDS);
        visit("/a");
        index("/a");
        feed("Roses", WORDS + " And compost.");

        visit("/a");

        assertEquals(2, content.writes().size());
    }

    @Test
    void a_page_that_opens_replaces_what_its_feed_had() throws Exception {
        wall("/a");
        feed("Roses", WORDS);
        visit("/a");
        index("/a");
        site.page("/a", "text/html", PAGE);

        visit("/a");

        assertEquals("web", newest().attributes().get("handler"));
        assertEquals(PAGE, new String(newest().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_page_that_was_read_and_is_closed_now_keeps_its_text() throws Exception {
        site.page("/a", "text/html", PAGE);
        feed("Roses", WORDS + " Another end.");
        visit("/a");
        index("/a");
        wall("/a");

        visit("/a");

        assertEquals(1, content.writes().size());
        assertEquals(State.SEARCHABLE, document("/a").state());
        assertEquals(List.of("/robots.txt", "/a", "/a"), site.paths());
    }

    @Test
    void a_page_that_always_asks_to_come_later_is_read_from_its_feed_in_the_end() throws Exception {
        site.status("/a", 429, "Retry-After", "1");
        feed("Roses", WORDS);
        var request = request("/a");

        visit(request);
        assertEquals(List.of(request.again()), queue.sent());
        for (int attempt = 0; attempt < 5; attempt++) {
            request = request.again();
        }
        visit(request);

        assertEquals("feed", newest().attributes().get("handler"));
    }

    @Test
    void a_feed_that_asks_to_come_later_too_ends_it() throws Exception {
        site.status("/a", 429, "Retry-After", "7200").status("/feed", 429, "Retry-After", "7200");

        visit("/a");

        assertEquals(State.FAILED, document("/a").state());
    }

    @Test
    void a_feed_in_trouble_is_asked_again_with_the_message() {
        wall("/a");
        site.status("/feed", 500);

        var trouble = assertThrows(Unreachable.class, () -> visit("/a"));

        assertEquals(
                WALL + "; its feed could not be read instead: 127.0.0.1 answers 500 Internal Server Error",
                trouble.getMessage());
    }

    @Test
    void nobody_can_send_a_piece_over_the_web() throws Exception {
        site.page("/a", Piece.MEDIA_TYPE, Piece.at("a:b", Category.POST).build().toJson());

        visit("/a");

        assertEquals(List.of(), content.writes());
    }
}
