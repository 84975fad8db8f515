package llmtwin.local.qdrant;

import java.io.IOException;
import java.nio.file.Path;
import llmtwin.index.QdrantAddress;
import llmtwin.index.QdrantChunkIndexContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The shipped chunk index, on the server of this package.
final class ChunkIndexOnEmbeddedQdrantTest extends QdrantChunkIndexContract {
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
    protected QdrantAddress address() {
        return new QdrantAddress("127.0.0.1", server.port(), false, null);
    }
}
