package llmtwin.local;

import java.nio.file.Path;
import llmtwin.local.cloud.VectorServer;

/// Stands where the vector server would be, for tests that ask it nothing.
public record NoVectors(int port) implements VectorServer {
    public static NoVectors start(Path folder, int port) {
        return new NoVectors(port);
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
