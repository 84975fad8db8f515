package llmtwin.local.cloud;

import java.nio.file.Path;

/// Stands where the vector server would be, for tests that ask it nothing.
record NoVectors(int port) implements VectorServer {
    static NoVectors start(Path folder, int port) {
        return new NoVectors(port);
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
