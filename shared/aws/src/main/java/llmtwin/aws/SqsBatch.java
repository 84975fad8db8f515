package llmtwin.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Works through the messages of one invocation, each on its own: one that fails returns to its queue a little later
/// each time and, after its last attempt, goes to the dead-letter queue.
///
/// A message that kills its function (time, memory) never comes to its own failure. So the failure is told before the
/// last attempt, and what that attempt achieves replaces it.
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
        /// Tells whoever waits for the message. After the last time the message may succeed all the same.
        ///
        /// @param last whether the message will not come again
        void failed(String body, Exception cause, boolean last);
    }

    /// Handles every message, one after the other.
    ///
    /// @return the messages that failed
    public SQSBatchResponse process(SQSEvent event, Step step, Failure failure) {
        return response(event.getRecords().stream().map(message -> handle(message, step, failure)));
    }

    /// Handles all messages at the same time: for steps that wait more than they work, so that no message waits
    /// because of another.
    ///
    /// @return the messages that failed
    public SQSBatchResponse processTogether(SQSEvent event, Step step, Failure failure) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var handled = event.getRecords().stream()
                    .map(message -> CompletableFuture.supplyAsync(() -> handle(message, step, failure), threads))
                    .toList();
            return response(handled.stream().map(CompletableFuture::join));
        }
    }

    private static SQSBatchResponse response(Stream<Optional<BatchItemFailure>> failures) {
        return new SQSBatchResponse(failures.flatMap(Optional::stream).toList());
    }

    @SuppressWarnings("CatchingUnchecked") // The batch boundary: one bad message must not take the others with it.
    private Optional<BatchItemFailure> handle(SQSMessage message, Step step, Failure failure) {
        try {
            if (attempt(message) >= maxReceives && maxReceives > 1) {
                tell(message, BrokenOff.silently(maxReceives), true, failure);
            }
            step.handle(message.getBody());
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(failed(message, e, failure));
        } catch (OutOfMemoryError | StackOverflowError e) {
            // What it held is free again, so the other messages need not suffer.
            return Optional.of(failed(message, BrokenOff.by(e), failure));
        }
    }

    private BatchItemFailure failed(SQSMessage message, Exception cause, Failure failure) {
        int attempt = attempt(message);
        boolean last = attempt >= maxReceives;
        log.warn("message {} failed, attempt {} of {}", message.getMessageId(), attempt, maxReceives, cause);
        tell(message, cause, last, failure);
        // After the last attempt the queue moves it to the dead-letter queue as soon as it is visible again.
        backOff(message, last ? Duration.ZERO : FIRST_BACK_OFF.multipliedBy(1L << (2 * (attempt - 1))));
        return new BatchItemFailure(message.getMessageId());
    }

    private static int attempt(SQSMessage message) {
        return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    }

    private static void tell(SQSMessage message, Exception cause, boolean last, Failure failure) {
        try {
            failure.failed(message.getBody(), cause, last);
        } catch (RuntimeException e) {
            // The message itself is safe: it returns to its queue whether or not anybody could be told.
            log.warn("could not record the failure of message {}", message.getMessageId(), e);
        }
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
