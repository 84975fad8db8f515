package llmtwin.crawl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import llmtwin.core.Reach;
import llmtwin.crawl.PoliteHttp.HostBusy;
import llmtwin.crawl.SourceKind.Asked;

/// Visits to sites on this machine, by a clock that only moves when somebody sleeps by it.
final class TestVisits {
    static final int MAX_BYTES = 200_000;

    private final TestClock clock = new TestClock();
    private final CrawlConfig config = new CrawlConfig(
            URI.create("https://owner.example/about"),
            Duration.ofSeconds(1),
            true,
            MAX_BYTES,
            50_000,
            Duration.ofDays(7));
    private final UserAgent agent = new UserAgent(config.contact());
    private final PoliteHttp http = new PoliteHttp(
            new GuardedHttp(new AddressGuard(InetAddress::getAllByName, true)),
            new InMemoryHostLeases(),
            config.delay(),
            clock,
            clock);
    private final Robots robots = new Robots(http, agent, new InMemoryRobots(), clock);
    private final Fetcher fetcher = new Fetcher(http, robots, agent, MAX_BYTES, clock);
    final GitRemote git = new GitRemote(http, agent, MAX_BYTES, clock);
    final SourceKinds kinds = SourceKinds.all(fetcher, robots, git, config);

    Visit visit(Duration time) {
        Instant deadline = clock.instant().plus(time);
        return new Visit(clock, deadline, true);
    }

    Found read(Asked asked) throws IOException, HostBusy {
        return kinds.of(asked.url()).read(asked, visit(Duration.ofMinutes(10)));
    }

    Found read(URI url) throws IOException, HostBusy {
        return read(Asked.first(url, Reach.USUAL));
    }
}
