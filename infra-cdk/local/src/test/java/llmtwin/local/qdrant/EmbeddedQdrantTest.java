package llmtwin.local.qdrant;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract, kept by the server of this package.
final class EmbeddedQdrantTest extends QdrantContract {
    @TempDir
    private static Path folder;

    private static QdrantServer server;

    @BeforeAll
    static void start() throws IOException {
        server = QdrantServer.start(folder, 0);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    String host() {
        return "127.0.0.1";
    }

    @Override
    int port() {
        return server.port();
    }
}
