package llmtwin.core;

import java.util.List;

/// A model that writes the next message of a conversation.
public interface ChatModel {
    /// As answers and traces show it.
    String name();

    /// @param maxTokens how long the answer may become
    /// @throws Unavailable if no answer can be had now
    String complete(List<Message> messages, int maxTokens);

    /// One turn of a conversation.
    record Message(Role role, String text) {}

    /// Who speaks.
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /// The model is asleep, overloaded, out of reach or refuses.
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unavailable(String message) {
            super(message);
        }
    }
}
