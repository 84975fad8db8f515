package llmtwin.local.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// An event source mapping: carries messages of a queue to a function, in batches.
///
/// What the function reports as failed, and everything when it throws, stays in the queue until its visibility
/// timeout ends; the queue counts the receives.
public final class QueueTrigger implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueTrigger.class);
    /// Shorter than Lambda's 20 s: so long it takes to stop, and a poll costs nothing here.
    private static final int POLL_SECONDS = 2;
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration LAST_WORK = Duration.ofSeconds(10);

    private final SqsClient sqs;
    private final Mapping mapping;
    private final LocalFunction function;
    private final List<Thread> pollers = new ArrayList<>();
    private volatile boolean stopping;

    /// Which queue, and how.
    ///
    /// @param batchSize 1 to 10
    /// @param maxConcurrency how many batches at once, at least 1
    /// @param reportsFailures whether the function answers which messages failed
    public record Mapping(
            String queueUrl, String queueArn, int batchSize, int maxConcurrency, boolean reportsFailures) {}

    private QueueTrigger(SqsClient sqs, Mapping mapping, LocalFunction function) {
        this.sqs = sqs;
        this.mapping = mapping;
        this.function = function;
    }

    public static QueueTrigger start(SqsClient sqs, Mapping mapping, LocalFunction function) {
        QueueTrigger trigger = new QueueTrigger(sqs, mapping, function);
        for (int i = 0; i < Math.min(mapping.maxConcurrency(), function.maxInstances()); i++) {
            trigger.pollers.add(
                    Thread.ofVirtual().name(function.name() + "-poller").start(trigger::poll));
        }
        return trigger;
    }

    /// Takes no more messages.
    public void stop() {
        stopping = true;
    }

    /// Takes no more messages and lets batches in work finish, for some seconds.
    @Override
    public void close() {
        stop();
        try {
            for (Thread poller : pollers) {
                if (!poller.join(LAST_WORK)) {
                    log.warn("function={} still works on a batch, which will be delivered again", function.name());
                    poller.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            while (!stopping) {
                List<Message> messages = receive();
                if (!messages.isEmpty()) {
                    work(messages);
                }
            }
        } catch (InterruptedException e) {
            log.debug("function={} stops", function.name(), e);
        }
    }

    private List<Message> receive() throws InterruptedException {
        try {
            return sqs.receiveMessage(request -> request.queueUrl(mapping.queueUrl())
                            .maxNumberOfMessages(mapping.batchSize())
                            .waitTimeSeconds(POLL_SECONDS)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
        } catch (SdkException e) {
            log.warn("queue={} cannot be read, trying again", mapping.queueUrl(), e);
            Thread.sleep(PAUSE_AFTER_ERROR);
            return List.of();
        }
    }

    private void work(List<Message> messages) throws InterruptedException {
        Object answer;
        try {
            answer = function.invoke(QueueEvents.event(messages, mapping.queueArn()));
        } catch (FunctionFailed e) {
            log.warn("function={} messages={} stay in the queue", function.name(), messages.size(), e);
            return;
        }
        delete(mapping.reportsFailures() ? QueueEvents.done(messages, answer) : messages);
    }

    private void delete(List<Message> done) {
        if (done.isEmpty()) {
            return;
        }
        AtomicInteger id = new AtomicInteger();
        try {
            var answer = sqs.deleteMessageBatch(request -> request.queueUrl(mapping.queueUrl())
                    .entries(done.stream()
                            .map(message -> DeleteMessageBatchRequestEntry.builder()
                                    .id(Integer.toString(id.incrementAndGet()))
                                    .receiptHandle(message.receiptHandle())
                                    .build())
                            .toList()));
            if (answer.hasFailed()) {
                log.warn("function={} some done messages come again: {}", function.name(), answer.failed());
            }
        } catch (SdkException e) {
            log.warn("function={} done messages come again", function.name(), e);
        }
    }
}
