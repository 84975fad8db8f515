package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmtwin.aws.SqsBatch;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.Origin;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.State;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

class CleanHandlerTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final TwinId TWIN = new TwinId("me");
    private static final ContentKey.Upload UPLOAD = new ContentKey.Upload(TWIN, "notes/a small garden é.md");
    private static final ContentKey.Raw PAGE = new ContentKey.Raw(
            new DocumentRef(TWIN, new DocumentId("05e9e8d3dec450b8d2ebfd1be9178844")),
            new Sha256("7873fa8d1fe0228f5aeeb0cf4b025f0ac9dca5d714d75889ac6c5a2e80d56784"));
    private static final String PROSE = "Two beds and one bench are enough for anybody who has a book to read.";
    private static final Context NO_CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> null);

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final CleanHandler handler = new CleanHandler(new CleanWiring(
            new SqsBatch(new QuietSqs(), "queue", 5),
            new CleanStep(
                    content,
                    documents,
                    (_, _) -> {},
                    (_, _) -> {},
                    new RecordingQueue<>(),
                    new Cleaner(),
                    new InMemorySiteSamples(),
                    () -> Instant.EPOCH,
                    10_000)));

    private static final class QuietSqs implements SqsClient {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(
                Consumer<ChangeMessageVisibilityRequest.Builder> request) {
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    private SQSBatchResponse handle(String sample, int attempt) throws IOException {
        var message = new SQSMessage();
        message.setMessageId("m1");
        message.setBody(Files.readString(EVENTS.resolve(sample)));
        message.setAttributes(Map.of("ApproximateReceiveCount", String.valueOf(attempt)));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return handler.handleRequest(event, NO_CONTEXT);
    }

    private Document document(DocumentRef ref) {
        return documents.document(ref).orElseThrow();
    }

    @Test
    void the_event_of_an_upload_cleans_it() throws IOException {
        content.save(UPLOAD, new StoredObject(PROSE.getBytes(UTF_8), "text/markdown", Map.of()));

        var response = handle("s3-object-created.json", 1);

        assertEquals(List.of(), response.getBatchItemFailures());
        assertEquals(State.CLEANED, document(UPLOAD.ref()).state());
    }

    @Test
    void the_event_of_a_fetched_page_cleans_it() throws IOException {
        var url = "https://example.org/post";
        var attributes = Map.of("url", url, "address", url, "observed", "2026-03-01T10:00:01Z");
        content.save(PAGE, new StoredObject(("<p>" + PROSE).getBytes(UTF_8), "text/html", attributes));

        var response = handle("s3-raw-created.json", 1);

        assertEquals(List.of(), response.getBatchItemFailures());
        assertEquals(State.CLEANED, document(PAGE.ref()).state());
        assertEquals(url, document(PAGE.ref()).origin().address());
    }

    @Test
    void a_message_that_fails_returns_to_the_queue_and_says_why_on_the_document() throws IOException {
        documents.announce(PAGE.ref(), new Origin("https://example.org/post", null, null), Instant.EPOCH);
        content.save(PAGE, new StoredObject(PROSE.getBytes(UTF_8), "text/html", Map.of()));

        var response = handle("s3-raw-created.json", 1);
        assertEquals("m1", response.getBatchItemFailures().getFirst().getItemIdentifier());
        assertEquals(State.QUEUED, document(PAGE.ref()).state());
        assertEquals(
                "cleaning failed: " + PAGE.path() + " has no attribute 'address'",
                document(PAGE.ref()).problem());

        handle("s3-raw-created.json", 5);
        assertEquals(State.FAILED, document(PAGE.ref()).state());
    }

    @Test
    void a_last_attempt_that_works_leaves_no_trace_of_the_ones_before() throws IOException {
        content.save(UPLOAD, new StoredObject(PROSE.getBytes(UTF_8), "text/markdown", Map.of()));

        handle("s3-object-created.json", 5);

        assertEquals(State.CLEANED, document(UPLOAD.ref()).state());
        assertNull(document(UPLOAD.ref()).problem());
    }

    @Test
    void a_missing_setting_is_named_at_the_start() {
        var environment = Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b",
                "CLEAN_QUEUE_URL", "http://localhost/queue");

        var error = assertThrows(IllegalStateException.class, () -> new CleanHandler(environment));

        assertEquals("environment variable CONTENT_BUCKET is not set", error.getMessage());
    }
}
