package llmtwin.local.provision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// The queues of a template with their dead-letter queues.
final class Queues {
    /// What of a queue matters on one machine; a message is kept for as long as it takes.
    private static final Map<String, QueueAttributeName> ATTRIBUTES = Map.of(
            "VisibilityTimeout", QueueAttributeName.VISIBILITY_TIMEOUT,
            "DelaySeconds", QueueAttributeName.DELAY_SECONDS,
            "ReceiveMessageWaitTimeSeconds", QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS);

    private final SqsClient sqs;

    Queues(SqsClient sqs) {
        this.sqs = sqs;
    }

    void make(Template template) {
        // Dead-letter queues first: a redrive policy has to name a queue that exists.
        template.ofType("AWS::SQS::Queue")
                .sorted(Comparator.comparing(queue -> queue.properties().has("RedrivePolicy")))
                .forEach(this::make);
    }

    private void make(Resource queue) {
        String name = queue.ref().substring(queue.ref().lastIndexOf('/') + 1);
        Map<QueueAttributeName, String> attributes = attributes(queue);
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            if (!attributes.isEmpty()) {
                sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
            }
        } catch (QueueDoesNotExistException _) {
            sqs.createQueue(request -> request.queueName(name).attributes(attributes));
        }
    }

    private static Map<QueueAttributeName, String> attributes(Resource queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        ATTRIBUTES.forEach((property, attribute) ->
                queue.optionalText(property).ifPresent(value -> attributes.put(attribute, value)));
        if (queue.properties().has("RedrivePolicy")) {
            attributes.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    queue.properties().get("RedrivePolicy").toString());
        }
        return attributes;
    }
}
