package llmtwin.local.lambda;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A handler threw, ran out of time, or could not be made.
public final class FunctionFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    FunctionFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    FunctionFailed(String message) {
        super(message);
    }
}
