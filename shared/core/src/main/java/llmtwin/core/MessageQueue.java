package llmtwin.core;

import java.time.Duration;
import java.util.List;

/// Sends messages to the stage that waits for them, each at least once.
public interface MessageQueue<T> {
    void send(List<T> messages);

    /// @param delay at most 15 minutes; longer ones are cut to that
    void sendLater(T message, Duration delay);
}
