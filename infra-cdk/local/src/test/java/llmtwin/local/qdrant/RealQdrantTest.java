package llmtwin.local.qdrant;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The contract, held against a real Qdrant server: what keeps the one of this package honest.
@EnabledIfEnvironmentVariable(
        named = "TWIN_TEST_QDRANT",
        matches = ".+:\\d+",
        disabledReason = "set TWIN_TEST_QDRANT=host:port to hold a real Qdrant to the contract")
final class RealQdrantTest extends QdrantContract {
    private static final String ADDRESS = String.valueOf(System.getenv("TWIN_TEST_QDRANT"));

    @Override
    String host() {
        return ADDRESS.substring(0, ADDRESS.lastIndexOf(':'));
    }

    @Override
    int port() {
        return Integer.parseInt(ADDRESS.substring(ADDRESS.lastIndexOf(':') + 1));
    }
}
