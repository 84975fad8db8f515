package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import llmtwin.core.Validators;
import llmtwin.core.WebAddress;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Disallowed;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.FetchOutcome.Gone;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.FetchOutcome.Walled;
import llmtwin.crawl.Http.Response;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;

/// Goes where one address leads: asks robots.txt, follows redirects by hand, and checks every hop as the first.
final class Fetcher {
    private static final String ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
            + "application/feed+json, text/markdown, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.8";
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration WAIT_IF_UNSAID = Duration.ofSeconds(30);
    /// A site that asks for a pause is left alone as a whole; what asks for more is not visited again for it.
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);

    private final PoliteHttp http;
    private final Robots robots;
    private final UserAgent agent;
    private final long maxBytes;
    private final InstantSource clock;

    Fetcher(PoliteHttp http, Robots robots, UserAgent agent, long maxBytes, InstantSource clock) {
        this.http = http;
        this.robots = robots;
        this.agent = agent;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /// @param known from the last visit; [Validators#NONE] to have the content in any case
    /// @throws Unreachable if the site has trouble that may pass
    /// @throws HostBusy if the visit could not start: come again, nothing is lost
    FetchOutcome fetch(URI start, Validators known, Visit visit) throws IOException, HostBusy {
        try {
            return follow(start, known, visit);
        } catch (AddressGuard.NotPublic e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (HostBusy e) {
            if (visit.isUnderWay()) {
                throw new Unreachable(e.getMessage() + " to follow its redirect in time", e);
            }
            throw e;
        }
    }

    private FetchOutcome follow(URI start, Validators known, Visit visit) throws IOException, HostBusy {
        var seen = new HashSet<URI>();
        var url = start;
        while (seen.add(url)) {
            if (seen.size() > MAX_REDIRECTS + 1) {
                return new Refused("more than " + MAX_REDIRECTS + " redirects");
            }
            var rules = robots.rules(url, visit);
            var refusal = rules.refusal(url);
            if (refusal.isPresent()) {
                return disallowed(url, refusal.get());
            }
            var response = http.send(
                    visit.request(url, headers(known), maxBytes), answer -> rest(answer, rules), visit.patience());
            visit.underWay();
            var location = response.header("location");
            if (!REDIRECTS.contains(response.status()) || location.isEmpty()) {
                var wall = BotWall.before(start, url, response);
                return wall.isPresent() ? wall.get() : outcome(url, response, known);
            }
            try {
                url = WebAddress.resolve(url, location.get());
            } catch (IllegalArgumentException e) {
                return new Refused("redirects to what cannot be visited: " + e.getMessage());
            }
        }
        return new Refused("redirects in a loop");
    }

    private static Disallowed disallowed(URI url, RobotsRules.Rule rule) {
        var reason = "robots.txt of " + url.getRawAuthority() + " disallows " + pathOf(url) + " (line " + rule.line()
                + ": `" + rule + "`)";
        return new Disallowed(Robots.address(url), rule, reason);
    }

    private Map<String, String> headers(Validators known) {
        var headers = new HashMap<>(agent.headers(ACCEPT));
        if (known.etag() != null) {
            headers.put("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            headers.put("If-Modified-Since", known.lastModified());
        }
        return headers;
    }

    private Duration rest(Response response, RobotsRules rules) {
        var delay = Robots.delay(rules);
        boolean asksForPause = response.status() == 429
                || (response.status() == 503 && response.header("retry-after").isPresent());
        if (!asksForPause) {
            return delay;
        }
        var asked = wait(response);
        var rest = asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
        return rest.compareTo(delay) > 0 ? rest : delay;
    }

    private FetchOutcome outcome(URI url, Response response, Validators known) throws Unreachable {
        int status = response.status();
        var named = HttpStatus.named(status);
        return switch (status) {
            case 200, 203 -> fetched(url, response);
            case 304 -> new NotModified(validators(response, known));
            case 404, 410 -> new Gone("gone: " + named);
            case 401, 402, 403, 407 -> new Walled("not open to everybody: " + named, "");
            case 451 -> new Refused("not open to everybody: " + named);
            case 429 -> new ComeLater(named, wait(response));
            case 503 -> {
                if (response.header("retry-after").isEmpty()) {
                    throw new Unreachable(url.getHost() + " answers " + named);
                }
                yield new ComeLater(named, wait(response));
            }
            case 408, 425 -> throw new Unreachable(url.getHost() + " answers " + named);
            default -> {
                if (status >= 500) {
                    throw new Unreachable(url.getHost() + " answers " + named);
                }
                yield new Refused("the site answers " + named);
            }
        };
    }

    private FetchOutcome fetched(URI url, Response response) {
        if (!response.complete()) {
            return new Refused("larger than the " + maxBytes + " bytes that are fetched");
        }
        return new Fetched(
                url,
                response.header("content-type").orElse(""),
                response.body(),
                validators(response, Validators.NONE));
    }

    private Duration wait(Response response) {
        return response.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                .orElse(WAIT_IF_UNSAID);
    }

    private static Validators validators(Response response, Validators otherwise) {
        return new Validators(
                response.header("etag").orElse(otherwise.etag()),
                response.header("last-modified").orElse(otherwise.lastModified()));
    }

    private static String pathOf(URI url) {
        return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }
}
