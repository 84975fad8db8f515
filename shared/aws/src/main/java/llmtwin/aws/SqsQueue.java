package llmtwin.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmtwin.core.MessageQueue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// A standard SQS queue.
public final class SqsQueue<T> implements MessageQueue<T> {
    private static final int MAX_BATCH = 10;
    private static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private final SqsClient sqs;
    private final String url;
    private final Function<T, String> body;

    public SqsQueue(SqsClient sqs, String url, Function<T, String> body) {
        this.sqs = sqs;
        this.url = url;
        this.body = body;
    }

    @Override
    public void send(List<T> messages) {
        for (int from = 0; from < messages.size(); from += MAX_BATCH) {
            var entries = new ArrayList<SendMessageBatchRequestEntry>();
            for (var message : messages.subList(from, Math.min(from + MAX_BATCH, messages.size()))) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .messageBody(body.apply(message))
                        .build());
            }
            var answer = sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
            if (answer.hasFailed() && !answer.failed().isEmpty()) {
                throw new IllegalStateException("the queue did not take " + answer.failed());
            }
        }
    }

    @Override
    public void sendLater(T message, Duration delay) {
        var held = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody(body.apply(message))
                // Rounded up: never sooner than asked.
                .delaySeconds((int) held.plusMillis(999).toSeconds()));
    }
}
