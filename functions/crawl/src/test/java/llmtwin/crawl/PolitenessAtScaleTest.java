package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import llmtwin.aws.SqsBatch;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.MessageQueue;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.TwinId;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;
import org.junit.jupiter.api.Test;

/// Forty hosts of 25 pages, crawled by several functions at once that share what they would share in the cloud.
/// Time passes twice as fast as outside.
class PolitenessAtScaleTest {
    private static final int HOSTS = 40;
    private static final int PAGES = 25;
    private static final int FUNCTIONS = 10;
    private static final int BATCH = 10;
    private static final int SPEED = 2;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofMillis(200);
    private static final TwinId TWIN = new TwinId("me");

    private final FastClock clock = new FastClock();
    private final Web web = new Web(clock);
    private final Waiting queue = new Waiting(clock);
    private final InMemoryHostLeases leases = new InMemoryHostLeases();
    private final InMemoryRobots robots = new InMemoryRobots();
    private final InMemorySources sources = new InMemorySources();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemoryContentStore content = new InMemoryContentStore();

    @Test
    void no_host_is_hurried_and_no_host_waits_for_another() throws Exception {
        var source = Source.asked(TWIN, URI.create("https://example.org/feed"), Duration.ofDays(1), clock.instant());
        sources.save(source);
        // As feeds of one host after the other would queue them.
        for (int host = 0; host < HOSTS; host++) {
            for (int page = 0; page < PAGES; page++) {
                var url = URI.create("https://host" + host + ".example/page/" + page + "/text");
                queue.send(List.of(new CrawlRequest(TWIN, source.id(), url, Target.DOCUMENT, source.added(), null, 0)));
            }
        }
        var begun = clock.instant();

        try (var functions =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < FUNCTIONS; i++) {
                functions.execute(this::work);
            }
        }

        assertEquals(HOSTS * PAGES, documents.counts(TWIN).get(State.FETCHED));
        assertEquals(HOSTS, web.visits.size());
        for (var host : web.visits.entrySet()) {
            assertEquals(PAGES + 1, host.getValue().size(), host.getKey() + " is asked for robots.txt once");
            assertPolite(host.getKey(), host.getValue());
        }
        var slowest = DELAY.plus(ANSWER).multipliedBy(PAGES + 1);
        var took = Duration.between(begun, clock.instant());
        System.out.println(HOSTS + " hosts of " + PAGES + " pages took " + took.toMillis() + " ms; one host alone "
                + slowest.toMillis() + " ms; messages taken: " + queue.sent);
        assertTrue(took.compareTo(slowest.multipliedBy(2)) < 0, took + " for hosts that take " + slowest + " each");
    }

    private static void assertPolite(String host, List<Visited> visits) {
        var inOrder =
                visits.stream().sorted(Comparator.comparing(Visited::begun)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            var rest =
                    Duration.between(inOrder.get(i - 1).ended(), inOrder.get(i).begun());
            assertTrue(rest.compareTo(DELAY) >= 0, host + " rested only " + rest);
        }
    }

    /// One function: takes batches from the queue until every page is there.
    private void work() {
        var config = new CrawlConfig(
                URI.create("https://owner.example/about"), DELAY, false, 10_000, 50_000, Duration.ofDays(7));
        var http = new PoliteHttp(web, leases, DELAY, clock, clock);
        var crawler = CrawlWiring.crawler(
                config, http, robots, sources, documents, content, queue, new RecordingQueue<>(), clock);
        var batch = new SqsBatch(new CrawlHandlerTest.NoSqs(), "https://queue", 5);
        var handler = new CrawlHandler(new CrawlWiring(crawler, batch, clock));
        while (documents.counts(TWIN).getOrDefault(State.FETCHED, 0) < HOSTS * PAGES) {
            var event = new SQSEvent();
            event.setRecords(queue.take(BATCH));
            handler.handleRequest(event, new CrawlHandlerTest.Minutes(2));
            clock.sleep(Duration.ofMillis(50));
        }
    }

    private static final class FastClock implements InstantSource, Pause {
        private final Instant start = Instant.parse("2026-03-01T10:00:00Z");
        private final long nanos = System.nanoTime();

        @Override
        public Instant instant() {
            return start.plusNanos((System.nanoTime() - nanos) * SPEED);
        }

        @Override
        public void sleep(Duration duration) {
            Pause.really(duration.dividedBy(SPEED));
        }
    }

    private record Visited(Instant begun, Instant ended) {}

    /// Every page of every host, each after some time.
    private record Web(FastClock clock, Map<String, List<Visited>> visits) implements Http {
        Web(FastClock clock) {
            this(clock, new ConcurrentHashMap<>());
        }

        @Override
        public Response send(Request request) {
            var begun = clock.instant();
            clock.sleep(ANSWER);
            boolean isRobots = request.url().getPath().equals("/robots.txt");
            var body = isRobots ? "User-agent: *\nDisallow: /private" : "<p>Words of " + request.url();
            visits.compute(request.url().getHost(), (_, before) -> {
                var all = new ArrayList<>(before == null ? List.of() : before);
                all.add(new Visited(begun, clock.instant()));
                return all;
            });
            return new Response(200, Map.of("content-type", "text/html"), body.getBytes(StandardCharsets.UTF_8), true);
        }
    }

    /// A queue that holds messages back, by whole seconds as SQS does.
    private static final class Waiting implements MessageQueue<CrawlRequest> {
        private record Message(Instant visible, int number, String body) {}

        private final PriorityQueue<Message> messages =
                new PriorityQueue<>(Comparator.comparing(Message::visible).thenComparingInt(Message::number));
        private final FastClock clock;
        private int sent;

        Waiting(FastClock clock) {
            this.clock = clock;
        }

        @Override
        public void send(List<CrawlRequest> requests) {
            requests.forEach(request -> sendLater(request, Duration.ZERO));
        }

        @Override
        public synchronized void sendLater(CrawlRequest request, Duration delay) {
            var visible = clock.instant().plusSeconds(delay.plusMillis(999).toSeconds());
            messages.add(new Message(visible, sent++, request.toJson()));
        }

        synchronized List<SQSMessage> take(int most) {
            return IntStream.range(0, most)
                    .filter(_ ->
                            !messages.isEmpty() && !messages.peek().visible().isAfter(clock.instant()))
                    .mapToObj(_ -> message(messages.remove()))
                    .toList();
        }

        private static SQSMessage message(Message waiting) {
            var message = new SQSMessage();
            message.setMessageId(Integer.toString(waiting.number()));
            message.setReceiptHandle(Integer.toString(waiting.number()));
            message.setBody(waiting.body());
            message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
            return message;
        }
    }
}
