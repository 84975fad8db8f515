package llmtwin.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsBatchTest {
    private final List<ChangeMessageVisibilityRequest> backOffs = new ArrayList<>();
    private final List<String> handled = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private final SqsClient sqs = new SqsClient() {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            backOffs.add(request);
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    };

    private static SQSMessage message(String body, int attempt) {
        var message = new SQSMessage();
        message.setMessageId("id-" + body);
        message.setReceiptHandle("handle-" + body);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(attempt)));
        return message;
    }

    private SQSBatchResponse process(SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(Arrays.asList(messages));
        return new SqsBatch(sqs, "https://queue", 5).process(event, this::handle, this::failed);
    }

    private void handle(String body) {
        if (body.startsWith("huge")) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (body.startsWith("deep")) {
            throw new StackOverflowError();
        }
        if (body.startsWith("bad")) {
            throw new IllegalStateException("no");
        }
        handled.add(body);
    }

    private void failed(String body, Exception cause, boolean last) {
        failed.add(body + " " + cause.getMessage() + " " + last);
    }

    private static List<String> ids(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void a_message_that_fails_takes_no_other_with_it() {
        var response = process(message("a", 1), message("bad", 1), message("c", 1));

        assertEquals(List.of("a", "c"), handled);
        assertEquals(List.of("id-bad"), ids(response));
        assertEquals(List.of("bad no false"), failed);
    }

    @Test
    void each_attempt_waits_longer_than_the_one_before() {
        process(message("bad1", 1), message("bad2", 2), message("bad3", 3));

        assertEquals(
                List.of(5, 20, 80),
                backOffs.stream()
                        .map(ChangeMessageVisibilityRequest::visibilityTimeout)
                        .toList());
        assertEquals("handle-bad1", backOffs.getFirst().receiptHandle());
    }

    @Test
    void the_last_attempt_is_told_and_goes_to_the_dead_letter_queue_at_once() {
        var response = process(message("bad", 5));

        assertEquals("bad no true", failed.getLast());
        assertEquals(List.of("id-bad"), ids(response));
        assertEquals(
                List.of(0),
                backOffs.stream()
                        .map(ChangeMessageVisibilityRequest::visibilityTimeout)
                        .toList());
    }

    @Test
    void a_message_too_large_or_too_deep_for_the_machine_takes_no_other_with_it() {
        var response = process(message("huge", 1), message("deep", 2), message("c", 1));

        assertEquals(List.of("c"), handled);
        assertEquals(List.of("id-huge", "id-deep"), ids(response));
        assertEquals(
                List.of("huge it takes more memory than there is false", "deep it is nested too deeply false"), failed);
    }

    @Test
    void what_kills_its_function_is_told_before_the_last_attempt() {
        var toldBefore = new ArrayList<String>();
        var event = new SQSEvent();
        event.setRecords(List.of(message("deadly", 5), message("young", 4)));

        new SqsBatch(sqs, "https://queue", 5)
                .process(event, body -> toldBefore.add(body + " after " + failed), this::failed);

        var told = "deadly it takes too long or too much memory: none of 5 attempts ended true";
        assertEquals(List.of("deadly after [" + told + "]", "young after [" + told + "]"), toldBefore);
    }

    @Test
    void a_failure_that_cannot_be_recorded_still_returns_the_message() {
        var event = new SQSEvent();
        event.setRecords(List.of(message("bad", 1), message("b", 1)));

        var response = new SqsBatch(sqs, "https://queue", 5).process(event, this::handle, (_, _, _) -> {
            throw SqsException.builder().message("the ledger is down").build();
        });

        assertEquals(List.of("id-bad"), ids(response));
        assertEquals(List.of("b"), handled);
    }

    @Test
    void messages_worked_together_do_not_wait_for_each_other() {
        var event = new SQSEvent();
        event.setRecords(List.of(message("first", 1), message("bad", 1), message("second", 1)));
        var both = new CyclicBarrier(2);

        var response = new SqsBatch(sqs, "https://queue", 5)
                .processTogether(
                        event,
                        body -> {
                            if (body.startsWith("bad")) {
                                throw new IllegalStateException("no");
                            }
                            both.await(10, TimeUnit.SECONDS);
                        },
                        this::failed);

        assertEquals(
                List.of("id-bad"),
                response.getBatchItemFailures().stream()
                        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                        .toList());
    }
}
