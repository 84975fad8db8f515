package llmtwin.crawl;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import llmtwin.crawl.FetchOutcome.Walled;
import llmtwin.crawl.Http.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Recognises answers that stand in front of a page instead of it: challenges of bot protection, questions for
/// consent, logins, and shells that scripts have to fill.
///
/// What counts is how such a page is made, not what it talks about: a header or script that only a challenge has, in
/// a page of few words; or a title or sentence that challenges have, in a page that has hardly anything else. An
/// article about these things has more to say than they do.
final class BotWall {
    /// A challenge has fewer words than this, with its explanations and small print.
    private static final int FEW_WORDS = 150;
    /// If what tells stands on ordinary pages too, there are fewer still.
    private static final int HARDLY_ANY_WORDS = 60;
    /// Challenges are small; beyond this the body is not looked at.
    private static final int MAX_BYTES = 600_000;

    private static final Set<Integer> SHOWN_WITH = Set.of(200, 202, 203, 401, 403, 405, 406, 429, 503, 999);
    private static final Set<String> LOGINS = Set.of(
            "login", "log-in", "signin", "sign-in", "sign_in", "authwall", "checkpoint", "wp-login.php", "sso", "auth");

    private static final Pattern TITLE = Pattern.compile("just a moment(?:\\.{3}|…)?|attention required! \\| cloudflare"
            + "|access to this page has been denied\\.?|pardon our interruption\\.*|robot check|are you a robot\\??"
            + "|are you human\\??|human verification|security check(?:point)?|vercel security checkpoint"
            + "|client challenge|access denied|one more step|ddos-guard|verifying you are human.*"
            + "|verify (?:that )?you are (?:a )?human|checking your browser.*|bot verification|captcha(?: challenge)?"
            + "|making sure you(?:'|’)re not a bot!|sucuri website firewall.*|you have been blocked|request rejected");
    private static final Pattern SENTENCE =
            Pattern.compile("enable javascript and cookies to continue|enable js and disable any ad blocker"
                    + "|(?:verify|confirm|prove|verifying|make sure) (?:that )?you(?: are|'re|’re) (?:a |not a )?"
                    + "(?:human|robot|bot)|checking your browser before|checking if the site connection is secure"
                    + "|needs to review the security of your connection|press (?:&|and) hold"
                    + "|incapsula incident id|your request has been (?:blocked|denied)"
                    + "|unusual traffic from your computer network|you don't have permission to access .{1,300}reference #"
                    + "|complete the (?:captcha|security check) (?:below )?to (?:access|continue)");
    private static final Pattern NEEDS_SCRIPTS = Pattern.compile(
            "enable javascript to (?:run|use|view|continue|proceed)"
                    + "|(?:needs|requires) javascript|javascript (?:is (?:not available|disabled|required)|must be enabled)");
    private static final Pattern CONSENT_TITLE = Pattern.compile(
            "before you continue(?: to .*)?|(?:cookie|privacy) consent|we value your privacy|your privacy choices");
    private static final Pattern LOGIN_TITLE =
            Pattern.compile("(?:.{0,60} [|·–-] )?(?:sign|log) ?(?:in|on|up)(?: or (?:sign|log) ?(?:in|up))?"
                    + "(?: (?:to|[|·–-]) .{0,60})?");

    private static final String ADVICE =
            "which is not gone around: add the site's feed, or upload an export or the saved page";

    private BotWall() {}

    /// What stands there instead of the page; empty if the answer is the site's own.
    ///
    /// @param asked the address that was asked for
    /// @param url where the answer was in the end
    static Optional<Walled> before(URI asked, URI url, Response answer) {
        return wall(asked, url, answer)
                .map(what -> new Walled(url.getHost() + " shows " + what + " instead of the page", ADVICE));
    }

    private static Optional<String> wall(URI asked, URI url, Response answer) {
        var maker = WallMaker.byHeaders(answer);
        if (maker.isPresent()) {
            return maker.map(BotWall::check);
        }
        if (!SHOWN_WITH.contains(answer.status()) || !isPage(answer)) {
            return Optional.empty();
        }
        if (wasSent(asked, url) && isConsentHost(url)) {
            return Optional.of("a page that asks for consent");
        }
        if (wasSent(asked, url) && isLogin(url) && !isLogin(asked)) {
            return Optional.of("a login page");
        }
        return inPage(Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8)), answer);
    }

    private static Optional<String> inPage(Document page, Response answer) {
        var text = text(page);
        int words = text.isEmpty() ? 0 : text.split("\\s+").length;
        if (words >= FEW_WORDS) {
            return Optional.empty();
        }
        boolean hasWriting = !page.select("article p, [itemprop=articleBody], .entry-content p, main p ~ p")
                .isEmpty();
        var maker = WallMaker.byElements(page, !hasWriting && words < HARDLY_ANY_WORDS);
        if (maker.isPresent()) {
            return maker.map(BotWall::check);
        }
        boolean asksForPause = answer.status() == 429 || answer.status() == 503;
        return hasWriting || asksForPause ? Optional.empty() : inWords(page, text.toLowerCase(Locale.ROOT), words);
    }

    private static Optional<String> inWords(Document page, String text, int words) {
        var title = page.title().strip().toLowerCase(Locale.ROOT);
        if (CONSENT_TITLE.matcher(title).matches()) {
            return Optional.of("a page that asks for consent");
        }
        if (LOGIN_TITLE.matcher(title).matches()
                && !page.select("input[type=password]").isEmpty()) {
            return Optional.of("a login page");
        }
        if (TITLE.matcher(title).matches()) {
            return Optional.of("a bot check");
        }
        if (words < HARDLY_ANY_WORDS && SENTENCE.matcher(text).find()) {
            return Optional.of("a bot check");
        }
        return words < HARDLY_ANY_WORDS && NEEDS_SCRIPTS.matcher(text).find()
                ? Optional.of("nothing to read without JavaScript")
                : Optional.empty();
    }

    private static String check(String maker) {
        return "a bot check by " + maker;
    }

    private static boolean wasSent(URI asked, URI url) {
        return !asked.equals(url);
    }

    private static boolean isLogin(URI url) {
        return List.of(url.getPath().toLowerCase(Locale.ROOT).split("/")).stream()
                .anyMatch(LOGINS::contains);
    }

    private static boolean isConsentHost(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("consent.") || host.startsWith("guce.");
    }

    /// What a reader without scripts sees.
    private static String text(Document page) {
        var copy = page.clone();
        copy.select("script, style, template, svg").remove();
        return (copy.body().text() + " " + copy.select("head noscript").text()).strip();
    }

    private static boolean isPage(Response answer) {
        var type = MediaType.essence(answer.header("content-type").orElse("text/html"));
        return (type.equals("text/html") || type.equals("application/xhtml+xml")) && answer.body().length <= MAX_BYTES;
    }
}
