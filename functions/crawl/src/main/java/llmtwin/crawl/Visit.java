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

    /// For a host; who would wait longer comes again in another turn.
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Instant deadline;
    private final boolean patient;
    private boolean underWay;

    /// @param patient whether to wait for a busy host; who does not is given a turn, and makes room for visits to hosts
    ///     that are free
    Visit(InstantSource clock, Instant deadline, boolean patient) {
        this.clock = clock;
        this.deadline = deadline;
        this.patient = patient;
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
        var now = clock.instant();
        var last = deadline.minus(SHORTEST_REQUEST);
        var usual = patient ? now.plus(WAIT) : now;
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
