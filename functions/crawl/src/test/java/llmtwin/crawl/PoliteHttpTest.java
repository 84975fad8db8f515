package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.junit.jupiter.api.Test;

class PoliteHttpTest {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration TAKES = Duration.ofMillis(300);

    private final TestClock clock = new TestClock();
    private final InMemoryHostLeases leases = new InMemoryHostLeases();
    private final List<Instant> begun = new ArrayList<>();
    private final PoliteHttp http = new PoliteHttp(this::answer, leases, DELAY, clock, clock);

    private Response answer(Request request) throws IOException {
        begun.add(clock.instant());
        clock.sleep(TAKES);
        if (request.url().getPath().equals("/broken")) {
            throw new Unreachable("broken");
        }
        return new Response(200, Map.of(), new byte[0], true);
    }

    private void get(String url, Duration rest) throws IOException, HostBusy {
        http.send(
                new Request(URI.create(url), Map.of(), 10, DELAY),
                _ -> rest,
                clock.instant().plusSeconds(10));
    }

    @Test
    void between_two_requests_to_a_host_lies_the_delay() throws Exception {
        get("https://a.example/1", Duration.ZERO);
        get("https://A.example:8443/2", Duration.ZERO);
        get("https://b.example/1", Duration.ZERO);

        assertEquals(TAKES.plus(DELAY), Duration.between(begun.get(0), begun.get(1)));
        assertEquals(TAKES, Duration.between(begun.get(1), begun.get(2)));
    }

    @Test
    void a_host_may_ask_for_a_longer_delay_but_not_for_a_shorter_one() throws Exception {
        get("https://a.example/1", Duration.ofSeconds(7));
        get("https://a.example/2", Duration.ofMillis(1));
        get("https://a.example/3", Duration.ZERO);

        assertEquals(TAKES.plusSeconds(7), Duration.between(begun.get(0), begun.get(1)));
        assertEquals(TAKES.plus(DELAY), Duration.between(begun.get(1), begun.get(2)));
    }

    @Test
    void a_host_that_rests_longer_than_anyone_waits_is_busy() throws Exception {
        get("https://a.example/1", Duration.ofSeconds(11));

        var busy = assertThrows(HostBusy.class, () -> get("https://a.example/2", Duration.ZERO));

        assertEquals(Duration.ofSeconds(11), busy.rest());
        assertEquals(1, begun.size());
    }

    @Test
    void a_host_that_another_crawl_holds_is_asked_for_until_patience_ends() throws Exception {
        var lease = assertInstanceOf(
                HostLeases.Held.class,
                leases.acquire("a.example", clock.instant(), clock.instant().plusSeconds(60)));

        assertThrows(HostBusy.class, () -> get("https://a.example/1", Duration.ZERO));
        assertTrue(begun.isEmpty());

        leases.release(lease, clock.instant());
        get("https://a.example/1", Duration.ZERO);
        assertEquals(1, begun.size());
    }

    @Test
    void a_failed_request_gives_the_host_back_after_the_delay() throws Exception {
        assertThrows(Unreachable.class, () -> get("https://a.example/broken", Duration.ZERO));

        get("https://a.example/1", Duration.ZERO);

        assertEquals(TAKES.plus(DELAY), Duration.between(begun.get(0), begun.get(1)));
    }

    @Test
    void those_who_do_not_wait_come_again_one_after_the_other() throws Exception {
        var lease = assertInstanceOf(
                HostLeases.Held.class,
                leases.acquire("a.example", clock.instant(), clock.instant().plusSeconds(60)));
        leases.release(lease, clock.instant().plusSeconds(3));

        var rests = new ArrayList<Duration>();
        for (int i = 0; i < 3; i++) {
            var request = new Request(URI.create("https://a.example/1"), Map.of(), 10, DELAY);
            rests.add(assertThrows(HostBusy.class, () -> http.send(request, _ -> Duration.ZERO, clock.instant()))
                    .rest());
        }

        assertEquals(List.of(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)), rests);
        assertEquals(List.of(), clock.pauses());
    }
}
