package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
    private final RobotsMemory memory;
    private final InstantSource clock;
    private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();
    private final Map<String, Known> sites = new LinkedHashMap<>(16, 0.75f, true);

    /// @param memory what other crawls learnt
    Robots(PoliteHttp http, UserAgent agent, RobotsMemory memory, InstantSource clock) {
        this.http = http;
        this.agent = agent;
        this.memory = memory;
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
        return switch (known == null ? asked(site, visit) : known) {
            case Known.Rules(var rules, var _) -> rules;
            case Known.Trouble(var reason, var _) -> throw new Unreachable(reason);
        };
    }

    /// One visit asks, the others of this process wait for its answer.
    private Known asked(String site, Visit visit) throws IOException, HostBusy {
        var lock = asking.computeIfAbsent(site, _ -> new ReentrantLock());
        lock.lock();
        try {
            var known = known(site);
            if (known == null) {
                known = ask(site, visit);
                remember(site, known);
            }
            return known;
        } finally {
            lock.unlock();
            asking.remove(site, lock);
        }
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
        var shared = memory.load(site, clock.instant());
        if (shared.isPresent()) {
            return rules(shared.get());
        }
        try {
            var fetched = fetched(site, visit);
            memory.save(site, fetched);
            return rules(fetched);
        } catch (Unreachable e) {
            var reason = "robots.txt of " + site + " cannot be read: " + e.getMessage();
            return new Known.Trouble(reason, clock.instant().plus(TROUBLE));
        }
    }

    private Known rules(RobotsMemory.RobotsFile file) {
        return new Known.Rules(RobotsRules.parse(file.body(), agent.productToken()), file.until());
    }

    private RobotsMemory.RobotsFile fetched(String site, Visit visit) throws IOException, HostBusy {
        var url = URI.create(site + "/robots.txt");
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var request = visit.request(url, agent.headers("text/plain, */*;q=0.5"), MAX_BYTES);
            var answer = http.sendUnless(
                    () -> memory.load(site, clock.instant()).isPresent(),
                    request,
                    response -> delay(RobotsRules.parse(body(response), agent.productToken())),
                    visit.patience());
            if (answer.isEmpty()) {
                return memory.load(site, clock.instant()).orElseThrow();
            }
            var response = answer.get();
            var location = response.header("location");
            if (response.status() / 100 != 3 || location.isEmpty()) {
                return file(response);
            }
            url = target(url, location.get());
        }
        // More redirects than that may be taken as no robots.txt: RFC 9309, section 2.3.1.2
        return new RobotsMemory.RobotsFile(new byte[0], clock.instant().plus(FRESH));
    }

    private static URI target(URI url, String location) throws Unreachable {
        try {
            return WebAddress.resolve(url, location);
        } catch (IllegalArgumentException e) {
            throw new Unreachable("it redirects to something that is no URL", e);
        }
    }

    private RobotsMemory.RobotsFile file(Response response) throws Unreachable {
        // 5xx means "nothing is allowed", unlike a 4xx: RFC 9309, section 2.3.1.4. 429 asks for a pause, not for a
        // crawl.
        if (response.status() >= 500 || response.status() == 429) {
            throw new Unreachable("the site answers " + HttpStatus.named(response.status()));
        }
        return new RobotsMemory.RobotsFile(body(response), clock.instant().plus(FRESH));
    }

    /// Empty where there is no robots.txt: then everything is allowed.
    private static byte[] body(Response response) {
        return response.status() / 100 == 2 ? response.body() : new byte[0];
    }
}
