package llmtwin.library;

import static llmtwin.library.Library.POST;
import static llmtwin.library.Library.POST_REF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmtwin.aws.SqsBatch;
import llmtwin.core.EraseRequest;
import llmtwin.core.InMemoryChunkIndex;
import llmtwin.core.State;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

class EraseHandlerTest {
    private final Library library = new Library();
    private final EraseHandler handler = new EraseHandler(new EraseWiring(
            new SqsBatch(new Queue(), "u/erase", 5),
            new Eraser(
                    library.documents,
                    library.sources,
                    library.content,
                    new InMemoryChunkIndex(),
                    (_, _) -> {},
                    library.erasures)));

    @Test
    void a_message_that_is_no_request_fails_alone() {
        library.searchable(POST, "Two beds.", Library.NOW.minusSeconds(60));
        var sample = Library.sample("erase-request", EraseRequest.class);
        var request = new EraseRequest(sample.twin(), null, POST_REF.id(), sample.asked());

        var response = handler.handleRequest(event("no request", request.toJson()), null);

        assertEquals(List.of(new BatchItemFailure("0")), response.getBatchItemFailures());
        assertEquals(
                State.DELETED,
                library.documents.document(POST_REF).orElseThrow().state());
    }

    private static SQSEvent event(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(IntStream.range(0, bodies.length)
                .mapToObj(i -> {
                    var message = new SQSMessage();
                    message.setMessageId(String.valueOf(i));
                    message.setBody(bodies[i]);
                    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
                    return message;
                })
                .toList());
        return event;
    }

    /// Only lets messages wait.
    private static final class Queue implements SqsClient {
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
