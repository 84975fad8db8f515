package llmtwin.local.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Messages as the event a function gets, and its answer as the messages that are done.
final class QueueEvents {
    private QueueEvents() {}

    static SQSEvent event(List<Message> messages, String queueArn) {
        SQSEvent event = new SQSEvent();
        event.setRecords(
                messages.stream().map(message -> record(message, queueArn)).toList());
        return event;
    }

    /// What may be deleted. An answer that names a message nobody sent, or none, fails the batch as on Lambda.
    ///
    /// @param answer of the handler; null when it has nothing to report
    /// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">
    ///     Success and failure conditions</a>
    static List<Message> done(List<Message> messages, @Nullable Object answer) {
        if (!(answer instanceof SQSBatchResponse response) || response.getBatchItemFailures() == null) {
            return messages;
        }
        Set<String> failed = new HashSet<>();
        for (var failure : response.getBatchItemFailures()) {
            failed.add(String.valueOf(failure.getItemIdentifier()));
        }
        Set<String> sent = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        if (!sent.containsAll(failed)) {
            return List.of();
        }
        return messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList();
    }

    private static SQSEvent.SQSMessage record(Message message, String queueArn) {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setMd5OfBody(message.md5OfBody());
        record.setMd5OfMessageAttributes(message.md5OfMessageAttributes());
        record.setAttributes(message.attributesAsStrings());
        record.setMessageAttributes(message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> attribute(entry.getValue()))));
        record.setEventSource("aws:sqs");
        record.setEventSourceArn(queueArn);
        // arn:aws:sqs:REGION:account:name
        record.setAwsRegion(queueArn.split(":", -1)[3]);
        return record;
    }

    private static SQSEvent.MessageAttribute attribute(MessageAttributeValue value) {
        SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
        attribute.setDataType(value.dataType());
        attribute.setStringValue(value.stringValue());
        SdkBytes bytes = value.binaryValue();
        if (bytes != null) {
            attribute.setBinaryValue(ByteBuffer.wrap(bytes.asByteArray()));
        }
        return attribute;
    }
}
