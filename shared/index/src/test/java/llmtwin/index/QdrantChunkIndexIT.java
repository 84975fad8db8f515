package llmtwin.index;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/// The contract, on a Qdrant of your own: `TWIN_TEST_QDRANT=host:port`.
class QdrantChunkIndexIT extends QdrantChunkIndexContract {
    private static final String ADDRESS =
            Optional.ofNullable(System.getenv("TWIN_TEST_QDRANT")).orElse("");

    @BeforeAll
    static void needsAnAddress() {
        assumeTrue(!ADDRESS.isEmpty(), "skipped: TWIN_TEST_QDRANT=host:port names no Qdrant");
    }

    @Override
    protected QdrantAddress address() {
        int colon = ADDRESS.lastIndexOf(':');
        return new QdrantAddress(
                ADDRESS.substring(0, colon), Integer.parseInt(ADDRESS.substring(colon + 1)), false, null);
    }
}
