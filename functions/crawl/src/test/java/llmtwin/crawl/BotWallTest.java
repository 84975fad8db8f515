package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import llmtwin.crawl.FetchOutcome.Walled;
import llmtwin.crawl.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotWallTest {
    private static final URI PAGE = URI.create("https://example.org/2026/post");

    private static Response answer(int status, Map<String, String> headers, String body) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("content-type", "text/html; charset=utf-8");
        return new Response(status, all, body.getBytes(StandardCharsets.UTF_8), true);
    }

    private static String page(String title, String body) {
        return "<!doctype html><html><head><title>" + title + "</title></head><body>" + body + "</body></html>";
    }

    /// What stands there instead of the page; empty if it is one.
    private static String wall(Response answer) {
        return wall(PAGE, answer);
    }

    private static String wall(URI url, Response answer) {
        return BotWall.before(PAGE, url, answer)
                .map(Walled::reason)
                .map(reason -> reason.replaceAll(".* shows | instead of .*", ""))
                .orElse("");
    }

    @ParameterizedTest(name = "{0} {1}: {2} is a check by {3}")
    @CsvSource({
        "403, cf-mitigated, challenge, Cloudflare",
        "503, cf-mitigated, challenge, Cloudflare",
        "403, X-DataDome, protected, DataDome",
        "403, server, AkamaiGHost, Akamai",
        "403, x-iinfo, 1-2-3 NNNN, Imperva",
        "202, x-amzn-waf-action, challenge, AWS WAF",
        "405, x-amzn-waf-action, captcha, AWS WAF",
        "429, x-vercel-mitigated, challenge, Vercel",
    })
    void a_check_is_told_by_its_headers(int status, String header, String value, String maker) {
        var headers = Map.of(header.toLowerCase(java.util.Locale.ROOT), value);

        assertEquals("a bot check by " + maker, wall(answer(status, headers, "")));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, x-datadome, protected",
        "200, server, AkamaiGHost",
        "503, server, AkamaiGHost",
        "200, x-iinfo, 1-2-3 NNNN",
        "403, server, cloudflare",
        "200, cf-ray, 8f00",
    })
    void a_page_from_behind_such_a_service_is_a_page(int status, String header, String value) {
        assertEquals("", wall(answer(status, Map.of(header, value), page("A post", "<p>Some words."))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Nur einen Moment…|<script>window._cf_chl_opt={cType:'managed'}</script><h1>example.org</h1>|a bot check by Cloudflare",
                "example.org|<script>var dd={'host':'geo.captcha-delivery.com'}</script><p id=cmsg>Please enable JS|a bot check by DataDome",
                "x|<div id='px-captcha-wrapper'></div>|a bot check by HUMAN (PerimeterX)",
                "x|<iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>|a bot check by Imperva",
                "x|<div id='sec-if-cpt-container'></div>|a bot check by Akamai",
                "x|<script id='anubis_challenge'>{}</script><p>Loading|a bot check by Anubis",
                "Human|<script src='https://a.token.awswaf.com/challenge.js'></script>|a bot check by AWS WAF",
                "Form|<form><div class='g-recaptcha'></div></form>|a bot check by a CAPTCHA",
                "Just a moment...|<p>Enable JavaScript and cookies to continue|a bot check",
                "Access to this page has been denied.|<p>Because we believe you use automation.|a bot check",
                "Pardon Our Interruption|<p>As you were browsing something made us think you were a bot.|a bot check",
                "example.org|<h2>Verifying you are human. This may take a few seconds.</h2>|a bot check",
                "x|<p>Our systems have detected unusual traffic from your computer network.|a bot check",
                "Before you continue to Google Search|<form action='/save'><button>Reject all</button></form>|a page that asks for consent",
                "Log in to Example|<form><input name=user><input type=password></form>|a login page",
                "An app|<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>|nothing to read without JavaScript",
            })
    void a_wall_is_told_by_what_it_is_made_of(String title, String body, String wall) {
        assertEquals(wall, wall(answer(200, Map.of(), page(title, body))));
    }

    @ParameterizedTest(name = "to {0}: {1}")
    @CsvSource({
        "https://consent.example.com/m?continue=x, a page that asks for consent",
        "https://example.org/login?next=%2F2026%2Fpost, a login page",
        "https://example.org/accounts/sign-in/, a login page",
        "https://www.example.org/2026/post/, ''",
        "https://example.org/2026/login-forms, ''",
    })
    void a_redirect_to_consent_or_login_is_no_page(URI url, String wall) {
        assertEquals(wall, wall(url, answer(200, Map.of(), page("x", "<p>Something long or short."))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Just a moment: what Cloudflare asks of you",
        "Access denied",
        "How to verify you are human",
        "Are you a robot?",
    })
    void an_article_about_checks_is_an_article(String title) {
        var body =
                "<article><h1>" + title + "</h1><p>Sites ask visitors to verify you are human, or to enable JavaScript"
                        + " and cookies to continue.</p><p>Some show a CAPTCHA, others only check your browser before you may"
                        + " read on. Here is how that works.</p></article><form><div class='cf-turnstile'></div></form>";

        assertEquals("", wall(answer(200, Map.of(), page(title, body))));
    }

    @Test
    void a_long_page_is_a_page_whatever_it_holds() {
        var body = "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script><div class='g-recaptcha'></div><div>"
                + "Checking your browser before accessing. ".repeat(40) + "</div>";

        assertEquals("", wall(answer(200, Map.of(), page("Access denied", body))));
    }

    @Test
    void a_site_that_asks_for_a_pause_is_not_taken_for_a_check() {
        assertEquals(
                "", wall(answer(429, Map.of("retry-after", "60"), page("Access denied", "<p>Too many requests."))));
        assertEquals("", wall(answer(404, Map.of(), page("Robot check", "<p>There is no such page."))));
    }

    @Test
    void the_refusal_says_what_to_do() {
        var reason = BotWall.before(PAGE, PAGE, answer(403, Map.of("cf-mitigated", "challenge"), ""))
                .map(Walled::reason);

        assertEquals(
                Optional.of("example.org shows a bot check by Cloudflare instead of the page, which is not gone around:"
                        + " add the site's feed, or upload an export or the saved page"),
                reason);
        assertTrue(BotWall.before(PAGE, PAGE, answer(200, Map.of("content-type", "application/pdf"), "Robot check"))
                .isEmpty());
    }
}
