package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
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
        site.page("/large", "text/html", new byte[1_001]).page("/image", "image/png", new byte[] {1});

        assertEquals(
                "larger than the 1000 bytes that are fetched",
                check.check(site.url("/large").toString()).reason());
        assertEquals(
                "image/png is not text",
                check.check(site.url("/image").toString()).reason());
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
