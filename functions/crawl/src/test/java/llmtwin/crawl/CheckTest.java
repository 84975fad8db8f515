package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import llmtwin.core.Json;
import llmtwin.crawl.Check.Obstacle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    private final Check check = Check.fromEnvironment(Map.of(
            "CRAWL_ALLOW_LOOPBACK",
            "true",
            "CRAWL_DELAY",
            "PT0.001S",
            "MAX_FETCH_BYTES",
            "1000",
            "CRAWL_CONTACT_URL",
            "https://owner.example/about"));
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_page_that_would_be_fetched_says_by_whom_and_how() {
        site.page("/a", "text/html", "<p>Some words.");

        var report = check.check(site.url("/a").toString());

        assertTrue(report.fetched(), report.toString());
        assertEquals("web", report.handler());
        assertEquals("llm-twin/0.1 (+https://owner.example/about)", report.userAgent());
        assertEquals(Duration.ofMillis(1), report.delay());
        assertEquals(14, report.bytes());
        assertNull(report.obstacle());
        assertEquals("PT0.001S", Json.tree(report.toJson()).path("delay").asString());
    }

    @Test
    void a_rule_of_robots_txt_is_named_with_its_line() {
        site.page("/robots.txt", "text/plain", "User-agent: *\n\nDisallow: /a # no");

        var report = check.check(site.url("/a").toString());

        assertEquals(Obstacle.ROBOTS, report.obstacle());
        assertEquals(new Check.Rule(site.url("/robots.txt"), 3, "Disallow: /a"), report.rule());
    }

    @Test
    void what_is_too_large_or_no_text_is_told() {
        site.page("/large", "text/html", new byte[1_001])
                .page("/image", "image/png", new byte[] {1})
                .status("/empty", 200);

        assertEquals(
                "larger than the 1000 bytes that are fetched",
                check.check(site.url("/large").toString()).reason());
        assertEquals(
                "the page is empty", check.check(site.url("/empty").toString()).reason());
        assertEquals(
                "image/png is not text",
                check.check(site.url("/image").toString()).reason());
    }

    @Test
    void a_rule_that_a_redirect_leads_to_is_named_too() {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /b").redirect("/a", "/b");

        var report = check.check(site.url("/a").toString());

        assertEquals(Obstacle.ROBOTS, report.obstacle());
        assertEquals(new Check.Rule(site.url("/robots.txt"), 2, "Disallow: /b"), report.rule());
    }

    @Test
    void people_read_where_it_was_and_what_it_is() {
        site.redirect("/a", "/feed")
                .page("/feed", "application/rss+xml", "<rss><channel><item><link>/b</link></item></channel></rss>");

        assertEquals(
                "fetched      " + site.url("/a") + "\n             moved to " + site.url("/feed")
                        + "\n             by `web`, 0.001 s between requests: 58 bytes of application/rss+xml,"
                        + " a feed that names 1 document",
                check.check(site.url("/a").toString()).toString());
    }

    @Test
    void a_site_that_asked_for_a_pause_is_left_alone_and_the_report_says_how_long() {
        site.status("/a", 429, "Retry-After", "120").page("/b", "text/html", "<p>Some words.");

        assertEquals(
                "429 Too Many Requests; come again in 120 s",
                check.check(site.url("/a").toString()).reason());
        var report = check.check(site.url("/b").toString());

        assertEquals(List.of("/robots.txt", "/a"), site.paths());
        assertTrue(
                String.valueOf(report.reason())
                        .matches(
                                "127\\.0\\.0\\.1 was visited too recently and asked to be left alone; check again in 1[12][0-9] s"),
                report.toString());
    }

    @Test
    void a_platform_that_is_not_read_says_so_also_where_its_name_does_not_resolve() {
        var report = check.check("https://www.linkedin.com/in/me");

        assertEquals("linkedin", report.handler());
        assertEquals(Obstacle.ANSWER, report.obstacle());
        assertTrue(String.valueOf(report.reason()).startsWith("LinkedIn is not read page by page"));
    }

    @Test
    void a_list_is_no_text_to_look_into() {
        site.page("/feed", "application/rss+xml", "<rss><channel><item><link>/b</link></item></channel></rss>");

        var problem = assertThrows(
                IOException.class, () -> check.fetch(site.url("/feed").toString()));

        assertEquals("a feed that names 1 document; name one of them", problem.getMessage());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ftp://example.org/, URL, is neither http nor https",
        "http://10.0.0.1/, ADDRESS, 10.0.0.1 is not on the public internet and is not visited",
        "http://127.0.0.1:25/, ADDRESS, port 25 is not one of the web and is not visited",
    })
    void what_may_not_be_asked_for_is_told_without_asking(String url, Obstacle obstacle, String reason) {
        var report = check.check(url);

        assertEquals(obstacle, report.obstacle());
        assertTrue(String.valueOf(report.reason()).contains(reason), report.toString());
    }
}
