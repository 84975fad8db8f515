package llmtwin.library;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The backlog as SQS counts it.
final class SqsBacklog implements Backlog {
    private final SqsClient sqs;
    private final List<Stage> stages;

    SqsBacklog(SqsClient sqs, List<Stage> stages) {
        this.sqs = sqs;
        this.stages = List.copyOf(stages);
    }

    /// The two queues of a stage, by URL.
    record Stage(String name, String queue, String deadLetters) {}

    @Override
    public Map<String, Long> waiting() {
        return byStage(stage -> messages(stage.queue()));
    }

    @Override
    public Map<String, Long> deadLetters() {
        return byStage(stage -> messages(stage.deadLetters()));
    }

    @Override
    public Map<String, Long> redrive() {
        return byStage(stage -> {
            long messages = messages(stage.deadLetters());
            if (messages > 0) {
                var arn = attributes(stage.deadLetters(), QUEUE_ARN).get(QUEUE_ARN);
                sqs.startMessageMoveTask(task -> task.sourceArn(arn));
            }
            return messages;
        });
    }

    private Map<String, Long> byStage(Function<Stage, Long> count) {
        var counts = new LinkedHashMap<String, Long>();
        for (var stage : stages) {
            counts.put(stage.name(), count.apply(stage));
        }
        return counts;
    }

    private long messages(String queue) {
        return attributes(
                        queue,
                        APPROXIMATE_NUMBER_OF_MESSAGES,
                        APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                        APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName... names) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(names))
                .attributes();
    }
}
