package llmtwin.local.e2e;

import java.nio.file.Path;
import llmtwin.local.cloud.GivenCloud;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.qdrant.QdrantContainer;

/// The scenarios on LocalStack and the real Qdrant, where Docker is there.
@EnabledIf(value = "dockerIsThere", disabledReason = "scenarios on LocalStack and Qdrant containers: no Docker here")
class ContainerScenariosIT extends Scenarios {
    @TempDir
    static Path home;

    private static LocalStackContainer localStack;
    private static QdrantContainer qdrant;
    private static RunningTwin twin;

    static boolean dockerIsThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() throws Exception {
        localStack = new LocalStackContainer("localstack/localstack:4.9")
                .withServices("s3", "sqs", "dynamodb", "secretsmanager");
        qdrant = new QdrantContainer("qdrant/qdrant:v1.16.0");
        localStack.start();
        qdrant.start();
        twin = RunningTwin.over(
                new GivenCloud(
                        localStack.getEndpoint(),
                        qdrant.getHost(),
                        qdrant.getMappedPort(6334),
                        localStack.getRegion(),
                        localStack.getAccessKey(),
                        localStack.getSecretKey()),
                home);
    }

    @AfterAll
    static void stop() {
        twin.close();
        qdrant.stop();
        localStack.stop();
    }

    @Override
    TestTwin system() {
        return twin;
    }
}
