package llmtwin.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Works through the messages of one invocation, each on its own: one that fails returns to its queue a little later
/// each time and, after its last attempt, goes to the dead-letter queue.
public final class SqsBatch {
    private static final Logger log = LoggerFactory.getLogger(SqsBatch.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(5);

    private final SqsClient sqs;
    private final String queueUrl;
    private final int maxReceives;

    /// A batch of the queue that delivers each message at most `maxReceives` times.
    public SqsBatch(SqsClient sqs, String queueUrl, int maxReceives) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.maxReceives = maxReceives;
    }

    /// What to do with one message.
    @FunctionalInterface
    public interface Step {
        void handle(String body) throws Exception;
    }

    /// What to do when a message failed.
    @FunctionalInterface
    public interface Failure {
        /// Tells whoever waits for the message.
        ///
        /// @param last whether the message will not come again
        void failed(String body, Exception cause, boolean last);
    }

    /// Handles every message.
    ///
    /// @return the messages that failed
    @SuppressWarnings("CatchingUnchecked") // The batch boundary: one bad message must not take the others with it.
    public SQSBatchResponse process(SQSEvent event, Step step, Failure failure) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            try {
                step.handle(message.getBody());
            } catch (Exception e) {
                failures.add(new BatchItemFailure(message.getMessageId()));
                failed(message, e, failure);
            }
        }
        return new SQSBatchResponse(failures);
    }

    private void failed(SQSMessage message, Exception cause, Failure failure) {
        int attempt = Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
        boolean last = attempt >= maxReceives;
        log.warn("message {} failed, attempt {} of {}", message.getMessageId(), attempt, maxReceives, cause);
        try {
            failure.failed(message.getBody(), cause, last);
        } catch (RuntimeException e) {
            // The message itself is safe: it returns to its queue whether or not anybody could be told.
            log.warn("could not record the failure of message {}", message.getMessageId(), e);
        }
        // After the last attempt the queue moves it to the dead-letter queue as soon as it is visible again.
        backOff(message, last ? Duration.ZERO : FIRST_BACK_OFF.multipliedBy(1L << (2 * (attempt - 1))));
    }

    /// 5 s, 20 s, 80 s, … instead of the queue's own visibility timeout.
    private void backOff(SQSMessage message, Duration pause) {
        try {
            sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                    .receiptHandle(message.getReceiptHandle())
                    .visibilityTimeout((int) pause.toSeconds()));
        } catch (SdkException e) {
            // Then it comes back when its visibility timeout is over: later, but not lost.
            log.warn("could not shorten the wait of message {}", message.getMessageId(), e);
        }
    }
}
