package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import llmtwin.aws.SqsBatch;
import llmtwin.core.CrawlRequest;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Settings;
import llmtwin.core.Source;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

class CrawlHandlerTest {
    private static final TwinId TWIN = new TwinId("me");

    private final TestClock clock = new TestClock();
    private final InMemorySources sources = new InMemorySources();
    private final RecordingQueue<CrawlRequest> queue = new RecordingQueue<>();
    private final CrawlHandler handler = handler(clock, clock, "PT1S");

    private CrawlHandler handler(InstantSource clock, Pause pause, String delay) {
        var config = CrawlConfig.from(new Settings(Map.of("CRAWL_DELAY", delay)));
        var http = new PoliteHttp(
                new GuardedHttp(new AddressGuard(InetAddress::getAllByName, true)),
                new InMemoryHostLeases(),
                config.delay(),
                clock,
                pause);
        var crawler = CrawlWiring.crawler(
                config,
                http,
                new InMemoryRobots(),
                sources,
                new InMemoryDocuments(),
                new InMemoryContentStore(),
                queue,
                new RecordingQueue<>(),
                clock);
        return new CrawlHandler(new CrawlWiring(crawler, new SqsBatch(new NoSqs(), "https://queue", 5), clock));
    }

    private static SQSMessage message(String id, String body) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle(id);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        return message;
    }

    private CrawlRequest requestOf(URI url) {
        var source = Source.asked(TWIN, url, Duration.ofDays(1), clock.instant());
        sources.save(source);
        return new CrawlRequest(TWIN, source.id(), url, CrawlRequest.Target.SOURCE, source.added(), null, 0);
    }

    @Test
    void a_message_that_cannot_be_worked_fails_alone() throws Exception {
        try (var site = new TestSite()) {
            site.page("/good", "text/plain", "words").status("/bad", 500);
            var good = requestOf(site.url("/good"));
            var bad = requestOf(site.url("/bad"));
            var event = new SQSEvent();
            event.setRecords(List.of(
                    message("1", bad.whenItIsItsTurn().toJson()),
                    message("2", good.whenItIsItsTurn().toJson()),
                    message("3", "no crawl request")));

            // Messages are worked at the same time, so one waits for the host while the other has it.
            var really = handler(InstantSource.system(), Pause::really, "PT0.001S");
            var response = really.handleRequest(event, new Minutes(2));

            assertEquals(
                    List.of("1", "3"),
                    response.getBatchItemFailures().stream()
                            .map(BatchItemFailure::getItemIdentifier)
                            .toList());
            assertEquals(
                    Source.Status.CRAWLED,
                    sources.source(TWIN, good.source()).orElseThrow().status());
            assertEquals(
                    "127.0.0.1 answers 500 Internal Server Error; it will be tried again",
                    sources.source(TWIN, bad.source()).orElseThrow().problem());
        }
    }

    @Test
    void with_no_time_left_messages_go_back_to_the_queue() throws Exception {
        var request = CrawlRequest.fromJson(Files.readString(Path.of("../../events/crawl-request.json")));
        sources.save(Source.asked(request.twin(), request.url(), Duration.ofDays(1), clock.instant()));
        var event = new SQSEvent();
        event.setRecords(List.of(message("1", request.toJson())));

        var response = handler.handleRequest(event, new Minutes(0));

        assertEquals(List.of(), response.getBatchItemFailures());
        assertEquals(List.of(request), queue.sent());
    }

    @Test
    void the_schedule_asks_for_what_is_due() {
        var request = requestOf(URI.create("https://example.org/feed"));

        new RecrawlHandler(new Recrawl(sources, queue, clock)).handleRequest(new ScheduledEvent(), new Minutes(1));

        assertEquals(List.of(request), queue.sent());
    }

    @Test
    void on_aws_somebody_has_to_be_reachable() {
        var problem = assertThrows(
                IllegalStateException.class,
                () -> CrawlConfig.from(new Settings(Map.of("AWS_LAMBDA_FUNCTION_NAME", "crawl"))));
        assertEquals("environment variable CRAWL_CONTACT_URL is not set", problem.getMessage());

        var wrong = assertThrows(
                IllegalStateException.class,
                () -> CrawlConfig.from(new Settings(Map.of("CRAWL_CONTACT_URL", "me@example.org"))));
        assertTrue(String.valueOf(wrong.getMessage()).contains("CRAWL_CONTACT_URL"));
    }

    static final class NoSqs implements SqsClient {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    /// An invocation that has some minutes left.
    record Minutes(int left) implements Context {
        @Override
        public int getRemainingTimeInMillis() {
            return (int) Duration.ofMinutes(left).toMillis();
        }

        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "crawl";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
