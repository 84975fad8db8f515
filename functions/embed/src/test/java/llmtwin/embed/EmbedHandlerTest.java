package llmtwin.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import llmtwin.aws.SqsBatch;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.InMemoryChunkIndex;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.index.QdrantAddress;
import llmtwin.index.QdrantChunkIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

class EmbedHandlerTest {
    /// Of no use to the handler: whatever it asked, this would throw.
    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final LetterEmbedder embedder = new LetterEmbedder();

    private CleanDocument document;

    @BeforeEach
    void aCleanDocument() throws IOException {
        document = CleanDocument.fromJson(Files.readString(Path.of("../../events/clean-document.json")));
        content.save(
                key(),
                new StoredObject(document.toJson().getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));
        documents.advance(
                document.ref(),
                document.origin(),
                document.version(),
                new Step.Cleaned(document.metadata()),
                document.version().observed());
    }

    @Test
    void a_written_clean_document_becomes_searchable() throws IOException {
        var response = handler(new InMemoryChunkIndex()).handleRequest(event(eventBody(key().path()), 1), CONTEXT);

        assertEquals(List.of(), response.getBatchItemFailures());
        assertEquals(State.SEARCHABLE, ledger().state());
    }

    @Test
    void an_index_that_is_down_is_tried_again_and_at_last_said() throws IOException {
        try (var down = new QdrantChunkIndex(new QdrantAddress("localhost", 1, false, null), embedder)) {
            var handler = handler(down);

            var response = handler.handleRequest(event(eventBody(key().path()), 1), CONTEXT);
            assertEquals(List.of(new BatchItemFailure("m1")), response.getBatchItemFailures());
            assertEquals(State.CLEANED, ledger().state());
            assertEquals("the search index could not be reached", ledger().problem());

            handler.handleRequest(event(eventBody(key().path()), 5), CONTEXT);
            assertEquals(State.FAILED, ledger().state());
            assertEquals("the search index could not be reached", ledger().problem());
        }
    }

    @Test
    void objects_of_other_stages_are_no_work_of_this_one() throws IOException {
        var index = new InMemoryChunkIndex();

        var response = handler(index).handleRequest(event(eventBody("uploads/me/a.md"), 1), CONTEXT);

        assertEquals(List.of(), response.getBatchItemFailures());
        assertEquals(State.CLEANED, ledger().state());
    }

    @Test
    void missing_configuration_is_named() {
        var missing =
                assertThrows(IllegalStateException.class, () -> new EmbedHandler(Map.of("AWS_REGION", "eu-west-1")));

        assertEquals("environment variable QDRANT_SECRET is not set", missing.getMessage());
    }

    private EmbedHandler handler(ChunkIndex index) {
        var step = new EmbedStep(
                content,
                documents,
                index,
                new Chunker(embedder),
                new ParallelEmbedding(embedder, 2),
                InstantSource.system());
        return new EmbedHandler(new EmbedWiring(new SqsBatch(new SilentSqs(), "https://queue", 5), step));
    }

    private ContentKey.Clean key() {
        return new ContentKey.Clean(document.ref(), document.version().content());
    }

    private Document ledger() {
        return documents.document(document.ref()).orElseThrow();
    }

    private static String eventBody(String key) throws IOException {
        var sample = Files.readString(Path.of("../../events/s3-object-created.json"));
        return sample.replaceFirst("\"key\": \"[^\"]*\"", "\"key\": \"" + URI.create(key) + "\"");
    }

    private static SQSEvent event(String body, int attempt) {
        var message = new SQSMessage();
        message.setMessageId("m1");
        message.setReceiptHandle("r1");
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(attempt)));
        var event = new SQSEvent();
        event.setRecords(Arrays.asList(message));
        return event;
    }

    private static final class SilentSqs implements SqsClient {
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
}
