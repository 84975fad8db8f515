package llmtwin.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Remembers what was sent.
public final class RecordingQueue<T> implements MessageQueue<T> {
    private final List<T> sent = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();

    @Override
    public synchronized void send(List<T> messages) {
        for (var message : messages) {
            sendLater(message, Duration.ZERO);
        }
    }

    @Override
    public synchronized void sendLater(T message, Duration delay) {
        sent.add(message);
        delays.add(delay);
    }

    /// Oldest first.
    public synchronized List<T> sent() {
        return List.copyOf(sent);
    }

    /// How long each message of [#sent()] was held back.
    public synchronized List<Duration> delays() {
        return List.copyOf(delays);
    }
}
