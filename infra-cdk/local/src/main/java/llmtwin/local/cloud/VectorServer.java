package llmtwin.local.cloud;

import java.io.IOException;
import java.nio.file.Path;

/// A running server of Qdrant's gRPC protocol.
public interface VectorServer extends AutoCloseable {
    int port();

    @Override
    void close() throws IOException;

    /// Starts one over the state in a folder, on a port of 127.0.0.1.
    @FunctionalInterface
    interface Starter {
        VectorServer start(Path folder, int port) throws Exception;
    }
}
