package llmtwin.unpack;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An upload, or one file in it, that cannot be read, with the reason in words for its owner.
final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    /// True if the whole upload went over a limit, so that nothing more of it is read.
    private final boolean exhausted;

    Unreadable(String reason) {
        this(reason, false, null);
    }

    Unreadable(String reason, Throwable cause) {
        this(reason, false, cause);
    }

    private Unreadable(String reason, boolean exhausted, @Nullable Throwable cause) {
        super(reason, cause);
        this.exhausted = exhausted;
    }

    /// The upload as a whole goes over a limit.
    static Unreadable exhausted(String reason) {
        return new Unreadable(reason, true, null);
    }

    String reason() {
        return Objects.requireNonNullElse(getMessage(), "it cannot be read");
    }

    boolean exhausted() {
        return exhausted;
    }
}
