package llmtwin.crawl;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The time that one message may take, wherever it leads.
final class Visit {
    private static final Duration REQUEST = Duration.ofSeconds(30);
    /// Shorter than the lease of a host.
    private static final Duration LONG_REQUEST = Duration.ofSeconds(50);

    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(5);
    /// Left to act on what was found.
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Instant deadline;
    private boolean underWay;

    Visit(InstantSource clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /// From here on giving up means starting all over: waits for hosts as long as there is time.
    void underWay() {
        underWay = true;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /// Until when to wait for a host.
    Instant patience() {
        var last = deadline.minus(SHORTEST_REQUEST);
        var usual = clock.instant().plus(WAIT);
        return underWay || last.isBefore(usual) ? last : usual;
    }

    /// Whether it is time to make do with what there is.
    boolean isLate() {
        return clock.instant().plus(CLOSING).isAfter(deadline);
    }

    Http.Request request(URI url, Map<String, String> headers, long maxBytes) {
        return new Http.Request(url, headers, maxBytes, limit(REQUEST));
    }

    /// One that brings much at once and may take longer.
    Http.Request post(URI url, Map<String, String> headers, long maxBytes, String body) {
        return new Http.Request(url, headers, maxBytes, limit(LONG_REQUEST), body);
    }

    private Duration limit(Duration most) {
        var left = Duration.between(clock.instant(), deadline);
        var limit = left.compareTo(most) > 0 ? most : left;
        return limit.isPositive() ? limit : Duration.ofMillis(1);
    }
}
