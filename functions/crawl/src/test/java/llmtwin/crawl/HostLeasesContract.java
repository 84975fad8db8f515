package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import llmtwin.crawl.HostLeases.Held;
import llmtwin.crawl.HostLeases.Resting;
import llmtwin.crawl.HostLeases.Taken;
import org.junit.jupiter.api.Test;

/// What every keeper of leases does.
abstract class HostLeasesContract {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private final String host = UUID.randomUUID() + ".example";

    /// The leases under test; may know other hosts.
    abstract HostLeases leases();

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    @Test
    void a_host_belongs_to_one_request_at_a_time() {
        var leases = leases();

        var lease = assertInstanceOf(Held.class, leases.acquire(host, at(0), at(60)));
        assertEquals(new Taken(), leases.acquire(host, at(1), at(61)));
        assertInstanceOf(Held.class, leases.acquire("other." + host, at(1), at(61)));

        leases.release(lease, at(5));
        assertEquals(new Resting(at(5)), leases.acquire(host, at(4), at(64)));
        assertInstanceOf(Held.class, leases.acquire(host, at(5), at(65)));
    }

    @Test
    void a_lease_whose_holder_died_expires() {
        var leases = leases();
        var dead = assertInstanceOf(Held.class, leases.acquire(host, at(0), at(60)));

        assertEquals(new Taken(), leases.acquire(host, at(59), at(119)));
        assertInstanceOf(Held.class, leases.acquire(host, at(60), at(120)));

        leases.release(dead, at(61));
        assertEquals(new Taken(), leases.acquire(host, at(70), at(130)));
    }

    @Test
    void those_who_wait_get_turns_one_after_the_other() {
        var leases = leases();
        var each = Duration.ofSeconds(2);

        assertEquals(Optional.of(at(5)), leases.turn(host, at(5), each, at(10)));
        assertEquals(Optional.of(at(7)), leases.turn(host, at(5), each, at(10)));
        assertEquals(Optional.of(at(9)), leases.turn(host, at(3), each, at(10)));
        assertEquals(Optional.empty(), leases.turn(host, at(5), each, at(10)));
        assertEquals(Optional.of(at(11)), leases.turn(host, at(5), each, at(11)));
        assertEquals(Optional.of(at(20)), leases.turn(host, at(20), each, at(30)));
        assertEquals(Optional.empty(), leases.turn(host, at(31), each, at(30)));
        assertInstanceOf(Held.class, leases.acquire(host, at(1), at(61)));
    }
}
