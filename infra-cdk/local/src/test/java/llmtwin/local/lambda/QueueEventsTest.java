package llmtwin.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class QueueEventsTest {
    private final List<Message> sent = List.of(message("one"), message("two"));

    @Test
    void a_function_that_reports_nothing_has_done_everything() {
        assertEquals(sent, QueueEvents.done(sent, null));
        assertEquals(sent, QueueEvents.done(sent, failed()));
    }

    @Test
    void only_what_did_not_fail_is_done() {
        assertEquals(List.of(sent.get(1)), QueueEvents.done(sent, failed("one")));
    }

    @Test
    void an_identifier_nobody_sent_fails_the_whole_batch() {
        assertEquals(List.of(), QueueEvents.done(sent, failed("three")));
        assertEquals(List.of(), QueueEvents.done(sent, failed("")));
    }

    @Test
    void an_event_says_where_a_message_is_from_and_how_often_it_came() {
        var record = QueueEvents.event(sent, "arn:aws:sqs:eu-west-1:000000000000:crawl")
                .getRecords()
                .getFirst();

        assertEquals("one", record.getMessageId());
        assertEquals("handle of one", record.getReceiptHandle());
        assertEquals("body of one", record.getBody());
        assertEquals("3", record.getAttributes().get("ApproximateReceiveCount"));
        assertEquals("arn:aws:sqs:eu-west-1:000000000000:crawl", record.getEventSourceArn());
        assertEquals("eu-west-1", record.getAwsRegion());
    }

    private static SQSBatchResponse failed(String... ids) {
        return new SQSBatchResponse(
                Arrays.stream(ids).map(BatchItemFailure::new).toList());
    }

    private static Message message(String id) {
        return Message.builder()
                .messageId(id)
                .receiptHandle("handle of " + id)
                .body("body of " + id)
                .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3"))
                .build();
    }
}
