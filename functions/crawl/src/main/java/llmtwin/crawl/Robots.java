package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Http.Response;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jspecify.annotations.Nullable;

/// The robots.txt of every site visited lately, remembered for up to a day (RFC 9309, section 2.4).
final class Robots {
    private static final long MAX_BYTES = 500 * 1024;
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_SITES = 1_000;
    private static final Duration FRESH = Duration.ofHours(24);
    /// A site that has trouble is not asked again by every message that waits for it.
    private static final Duration TROUBLE = Duration.ofSeconds(30);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final PoliteHttp http;
    private final UserAgent agent;
    private final InstantSource clock;
    private final Map<String, Known> sites = new LinkedHashMap<>(16, 0.75f, true);

    Robots(PoliteHttp http, UserAgent agent, InstantSource clock) {
        this.http = http;
        this.agent = agent;
        this.clock = clock;
    }

    /// What a site said and how long that holds.
    private sealed interface Known {
        Instant until();

        record Rules(RobotsRules rules, Instant until) implements Known {}

        record Trouble(String reason, Instant until) implements Known {}
    }

    /// The pause that rules ask for; a longer one than 30 s is cut to that.
    static Duration delay(RobotsRules rules) {
        return rules.crawlDelay()
                .map(delay -> delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay)
                .orElse(Duration.ZERO);
    }

    /// The rules for the site of this URL.
    ///
    /// @throws Unreachable if they cannot be told now: then nothing of the site may be visited
    RobotsRules rules(URI url, Visit visit) throws IOException, HostBusy {
        var site = site(url);
        var known = known(site);
        if (known == null) {
            known = ask(site, visit);
            remember(site, known);
        }
        return switch (known) {
            case Known.Rules(var rules, var _) -> rules;
            case Known.Trouble(var reason, var _) -> throw new Unreachable(reason);
        };
    }

    /// Where the rules for this URL are.
    static URI address(URI url) {
        return URI.create(site(url) + "/robots.txt");
    }

    private static String site(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private synchronized @Nullable Known known(String site) {
        var known = sites.get(site);
        return known == null || known.until().isBefore(clock.instant()) ? null : known;
    }

    private synchronized void remember(String site, Known known) {
        sites.put(site, known);
        if (sites.size() > MAX_SITES) {
            sites.remove(sites.keySet().iterator().next());
        }
    }

    private Known ask(String site, Visit visit) throws IOException, HostBusy {
        try {
            return new Known.Rules(
                    fetched(URI.create(site + "/robots.txt"), visit),
                    clock.instant().plus(FRESH));
        } catch (Unreachable e) {
            var reason = "robots.txt of " + site + " cannot be read: " + e.getMessage();
            return new Known.Trouble(reason, clock.instant().plus(TROUBLE));
        }
    }

    private RobotsRules fetched(URI start, Visit visit) throws IOException, HostBusy {
        var url = start;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var request = visit.request(url, agent.headers("text/plain, */*;q=0.5"), MAX_BYTES);
            var response = http.send(request, answer -> delay(parsed(answer)), visit.patience());
            var location = response.header("location");
            if (response.status() / 100 != 3 || location.isEmpty()) {
                return rules(response);
            }
            url = target(url, location.get());
        }
        // More redirects than that may be taken as no robots.txt: RFC 9309, section 2.3.1.2
        return RobotsRules.NONE;
    }

    private static URI target(URI url, String location) throws Unreachable {
        try {
            return WebAddress.resolve(url, location);
        } catch (IllegalArgumentException e) {
            throw new Unreachable("it redirects to something that is no URL", e);
        }
    }

    private RobotsRules rules(Response response) throws Unreachable {
        // 5xx means "nothing is allowed", unlike a 4xx: RFC 9309, section 2.3.1.4. 429 asks for a pause, not for a
        // crawl.
        if (response.status() >= 500 || response.status() == 429) {
            throw new Unreachable("the site answers " + HttpStatus.named(response.status()));
        }
        return parsed(response);
    }

    private RobotsRules parsed(Response response) {
        return response.status() / 100 == 2
                ? RobotsRules.parse(response.body(), agent.productToken())
                : RobotsRules.NONE;
    }
}
