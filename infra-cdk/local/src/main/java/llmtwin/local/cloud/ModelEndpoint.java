package llmtwin.local.cloud;

import java.nio.ByteBuffer;
import java.util.Map;

/// What answers `InvokeEndpoint` for one SageMaker endpoint name.
@FunctionalInterface
public interface ModelEndpoint {
    /// An exception here reaches the caller as SageMaker's `ModelError`.
    Reply invoke(Invocation invocation);

    /// One call.
    ///
    /// @param headers found by name in any case; the inference component and target variant are among them
    record Invocation(String endpoint, Map<String, String> headers, ByteBuffer body) {}

    /// Its answer.
    record Reply(String contentType, ByteBuffer body) {}
}
