package llmtwin.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

class SqsBacklogTest {
    private final Queues queues = new Queues(Map.of("u/crawl", 1, "u/clean", 0, "u/crawl-dead", 4, "u/clean-dead", 0));
    private final SqsBacklog backlog = new SqsBacklog(
            queues,
            List.of(
                    new SqsBacklog.Stage("crawl", "u/crawl", "u/crawl-dead"),
                    new SqsBacklog.Stage("clean", "u/clean", "u/clean-dead")));

    @Test
    void messages_count_whether_waiting_put_off_or_being_worked_on() {
        assertEquals(Map.of("crawl", 3L, "clean", 0L), backlog.waiting());
        assertEquals(Map.of("crawl", 12L, "clean", 0L), backlog.deadLetters());
    }

    @Test
    void only_queues_with_dead_letters_are_redriven() {
        assertEquals(Map.of("crawl", 12L, "clean", 0L), backlog.redrive());

        assertEquals(List.of("arn:u/crawl-dead"), queues.moved);
    }

    /// Queues with as many messages of each kind.
    private static final class Queues implements SqsClient {
        private final Map<String, Integer> messages;
        private final List<String> moved = new ArrayList<>();

        Queues(Map<String, Integer> messages) {
            this.messages = messages;
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            var attributes = new HashMap<QueueAttributeName, String>();
            for (var name : request.attributeNames()) {
                attributes.put(
                        name,
                        name == QueueAttributeName.QUEUE_ARN
                                ? "arn:" + request.queueUrl()
                                : String.valueOf(messages.get(request.queueUrl())));
            }
            return GetQueueAttributesResponse.builder().attributes(attributes).build();
        }

        @Override
        public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
            moved.add(request.sourceArn());
            return StartMessageMoveTaskResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
