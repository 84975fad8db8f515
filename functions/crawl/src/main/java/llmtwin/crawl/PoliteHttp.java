package llmtwin.crawl;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;

/// Sends requests one at a time per host, with a pause after each.
final class PoliteHttp {
    /// Longer than any request takes.
    private static final Duration HOLD = Duration.ofSeconds(60);
    /// How often to ask for a host that another request holds.
    private static final Duration POLL = Duration.ofMillis(250);
    /// Beyond this nobody is told when to come: queues hold messages back for 15 minutes at most.
    static final Duration LAST_TURN = Duration.ofMinutes(10);
    /// From one request to a host to the next, however long it asked to be left alone once.
    private static final Duration LONGEST_PACE = Duration.ofSeconds(30);

    private static final int MAX_HOSTS = 1_000;

    private final Http http;
    private final HostLeases leases;
    private final Duration delay;
    private final InstantSource clock;
    private final Pause pause;
    /// How long lies between two requests to a host, as seen last.
    private final Map<String, Duration> paces = new LinkedHashMap<>(16, 0.75f, true);

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

        /// When to come again: never before the host is free, and in a turn of its own unless there are none left
        /// within [#LAST_TURN].
        Duration rest() {
            return rest;
        }
    }

    /// @param delayAfter how long the host rests after an answer; the usual delay is the least
    /// @param patience until when to wait for the host
    Response send(Request request, Function<Response, Duration> delayAfter, Instant patience)
            throws IOException, HostBusy {
        return sendUnless(() -> false, request, delayAfter, patience).orElseThrow();
    }

    /// @param settled asked once the host is free: whether others got the answer meanwhile
    /// @return empty if nothing was sent
    Optional<Response> sendUnless(
            BooleanSupplier settled, Request request, Function<Response, Duration> delayAfter, Instant patience)
            throws IOException, HostBusy {
        var host = request.url().getHost().toLowerCase(Locale.ROOT);
        var lease = await(host, patience);
        var rest = delay;
        var begun = clock.instant();
        try {
            if (settled.getAsBoolean()) {
                rest = Duration.ZERO;
                return Optional.empty();
            }
            var response = http.send(request);
            rest = longer(delay, delayAfter.apply(response));
            return Optional.of(response);
        } finally {
            var now = clock.instant();
            leases.release(lease, now.plus(rest));
            remember(host, Duration.between(begun, now).plus(rest));
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
                throw new HostBusy(host, untilTurn(host, now, wait));
            }
            pause.sleep(wait);
        }
    }

    private Duration untilTurn(String host, Instant now, Duration wait) {
        var turn = leases.turn(host, now.plus(wait), pace(host), now.plus(LAST_TURN));
        return turn.map(when -> Duration.between(now, when)).orElse(longer(LAST_TURN, wait));
    }

    private synchronized Duration pace(String host) {
        return paces.getOrDefault(host, delay);
    }

    private synchronized void remember(String host, Duration pace) {
        paces.put(host, pace.compareTo(LONGEST_PACE) > 0 ? LONGEST_PACE : longer(delay, pace));
        if (paces.size() > MAX_HOSTS) {
            paces.remove(paces.keySet().iterator().next());
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
