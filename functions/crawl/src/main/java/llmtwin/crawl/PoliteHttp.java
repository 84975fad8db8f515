package llmtwin.crawl;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;

/// Sends requests one at a time per host, with a pause after each.
final class PoliteHttp {
    /// Longer than any request takes.
    private static final Duration HOLD = Duration.ofSeconds(60);
    /// How often to ask for a host that another request holds.
    private static final Duration POLL = Duration.ofMillis(250);

    private final Http http;
    private final HostLeases leases;
    private final Duration delay;
    private final InstantSource clock;
    private final Pause pause;

    /// @param delay between two requests to a host that says nothing about it
    PoliteHttp(Http http, HostLeases leases, Duration delay, InstantSource clock, Pause pause) {
        this.http = http;
        this.leases = leases;
        this.delay = delay;
        this.clock = clock;
        this.pause = pause;
    }

    /// The host is not free in time.
    static final class HostBusy extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration rest;

        HostBusy(String host, Duration rest) {
            super(host + " was visited too recently");
            this.rest = rest;
        }

        /// How long the host is certainly not free.
        Duration rest() {
            return rest;
        }
    }

    /// @param delayAfter how long the host rests after an answer; the usual delay is the least
    /// @param patience until when to wait for the host
    Response send(Request request, Function<Response, Duration> delayAfter, Instant patience)
            throws IOException, HostBusy {
        var lease = await(request.url().getHost().toLowerCase(Locale.ROOT), patience);
        var rest = delay;
        try {
            var response = http.send(request);
            rest = longer(delay, delayAfter.apply(response));
            return response;
        } finally {
            leases.release(lease, clock.instant().plus(rest));
        }
    }

    private HostLeases.Held await(String host, Instant patience) throws HostBusy {
        while (true) {
            var now = clock.instant();
            var attempt = leases.acquire(host, now, now.plus(HOLD));
            if (attempt instanceof HostLeases.Held lease) {
                return lease;
            }
            var wait = attempt instanceof HostLeases.Resting(var free)
                    ? longer(Duration.ofMillis(1), Duration.between(now, free))
                    : POLL;
            if (now.plus(wait).isAfter(patience)) {
                throw new HostBusy(host, wait);
            }
            pause.sleep(wait);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
