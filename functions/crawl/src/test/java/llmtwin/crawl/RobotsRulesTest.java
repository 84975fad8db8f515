package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import llmtwin.core.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsRulesTest {
    /// A folder with public test cases, too large to be kept here; its tier `rfc` has to hold in full.
    private static final Optional<Path> CASES = Optional.ofNullable(System.getenv("TWIN_TEST_DATA"))
            .map(folder -> Path.of(folder, "robots", "robots-cases.jsonl"))
            .filter(Files::isReadable);

    private static RobotsRules rules(String robots) {
        return RobotsRules.parse(robots.getBytes(StandardCharsets.UTF_8), "llm-twin");
    }

    private static boolean isAllowed(String robots, String path) {
        return rules(robots).refusal(URI.create("https://example.org" + path)).isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "/x, /x, false",
        "/x, /xy, false",
        "/x, /X, true",
        "/x/, /x, true",
        "/*.php$, /a/b.php, false",
        "/*.php$, /a/b.php?q, true",
        "/*.php$, /a.php/b.php, false",
        "/a*b*c, /a-c-b-c, false",
        "/a*b*c, /a-c-b, true",
        "/$, /, false",
        "/$, /a, true",
        "/*, /anything, false",
        "/%7Ea, /~a, false",
        "/a%2fb, /a/b, true",
        "/a?b, /a?b=c, false",
        "/***a, /ba, false",
    })
    void a_rule_covers_what_rfc_9309_says(String path, String url, boolean allowed) {
        assertEquals(allowed, isAllowed("User-agent: *\nDisallow: " + path, url));
    }

    @Test
    void the_longest_rule_decides_and_a_tie_allows() {
        var robots = "User-agent: *\nAllow: /a/b\nDisallow: /a\nDisallow: /c\nAllow: /c";

        assertTrue(isAllowed(robots, "/a/b/1"));
        assertEquals(false, isAllowed(robots, "/a/c"));
        assertTrue(isAllowed(robots, "/c"));
    }

    @Test
    void a_group_that_names_the_crawler_replaces_the_one_for_everybody() {
        var robots = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: LLM-Twin/2\nDisallow: /private";

        assertTrue(isAllowed(robots, "/public"));
        assertEquals(false, isAllowed(robots, "/private"));
        assertTrue(isAllowed("User-agent: *\nDisallow: /\nUser-agent: llm-twin\nDisallow:", "/a"));
        assertEquals(false, isAllowed("User-agent: *\nDisallow: /\nUser-agent: llm-twins\nDisallow:", "/a"));
    }

    @Test
    void a_refusal_names_the_rule_as_written() {
        var refusal =
                rules("user-agent:*\ndisallow :  /pri%76ate # keep out").refusal(URI.create("https://e.org/private"));

        assertEquals("Disallow: /pri%76ate", refusal.map(Object::toString).orElse(""));
    }

    @Test
    void the_crawl_delay_of_the_own_group_counts() {
        assertEquals(
                Optional.of(Duration.ofMillis(2_500)),
                rules("User-agent: *\nCrawl-delay: 9\n\nUser-agent: llm-twin\nCrawl-delay: 2.5")
                        .crawlDelay());
        assertEquals(
                Optional.empty(),
                rules("User-agent: *\nCrawl-delay: soon\nDisallow: /x").crawlDelay());
        assertEquals(Optional.empty(), rules("User-agent: *\nCrawl-delay: -4").crawlDelay());
        assertEquals(Duration.ofSeconds(30), Robots.delay(rules("User-agent: *\nCrawl-delay: 1e99")));
    }

    @Test
    void a_pattern_full_of_stars_does_not_stall() {
        var path = "/" + "a".repeat(1_000);

        assertTrue(isAllowed("User-agent: *\nDisallow: /" + "*a".repeat(900) + "b$", path));
        assertEquals(false, isAllowed("User-agent: *\nDisallow: /" + "*a".repeat(900) + "$", path));
    }

    @Test
    void public_test_cases_of_rfc_9309_are_all_right() throws Exception {
        Assumptions.assumeTrue(CASES.isPresent(), "TWIN_TEST_DATA names no folder with robots/robots-cases.jsonl");
        var file = Path.of("target", "robots-answers.json");
        CrawlBench.robots(CASES.orElseThrow(), file);
        var answers = Json.tree(Files.readString(file));
        var wrong = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(CASES.orElseThrow())) {
            var example = Json.tree(line);
            var answer = answers.path(example.path("id").asString());
            if (answer.asBoolean() != example.path("allowed").booleanValue()) {
                wrong.merge(example.path("tier").stringValue(), 1, Integer::sum);
                System.out.println("robots case " + line);
            }
        }

        assertEquals(0, wrong.getOrDefault("rfc", 0) + wrong.getOrDefault("google", 0), wrong.toString());
        assertEquals(208, answers.size());
    }
}
