package llmtwin.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Leases in a map, for crawls of one process that nobody else takes part in.
final class InMemoryHostLeases implements HostLeases {
    private record Host(Instant free, @Nullable String holder) {}

    private final Map<String, Host> hosts = new HashMap<>();
    private final Map<String, Instant> turns = new HashMap<>();
    private int leases;

    @Override
    public synchronized Attempt acquire(String host, Instant now, Instant expiry) {
        var known = hosts.get(host);
        if (known != null && known.free().isAfter(now)) {
            return known.holder() == null ? new Resting(known.free()) : new Taken();
        }
        var lease = new Held(host, "lease-" + leases++);
        hosts.put(host, new Host(expiry, lease.holder()));
        return lease;
    }

    @Override
    public synchronized void release(Held lease, Instant free) {
        hosts.computeIfPresent(
                lease.host(), (_, known) -> lease.holder().equals(known.holder()) ? new Host(free, null) : known);
    }

    @Override
    public synchronized Optional<Instant> turn(String host, Instant earliest, Duration each, Instant latest) {
        var last = turns.get(host);
        var turn = last == null || last.plus(each).isBefore(earliest) ? earliest : last.plus(each);
        if (turn.isAfter(latest)) {
            return Optional.empty();
        }
        turns.put(host, turn);
        return Optional.of(turn);
    }
}
