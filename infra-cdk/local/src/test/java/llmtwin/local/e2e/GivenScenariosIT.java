package llmtwin.local.e2e;

import java.nio.file.Path;
import llmtwin.local.cloud.GivenCloud;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The scenarios over services that run already.
@EnabledIfEnvironmentVariable(
        named = "TWIN_TEST_AWS_ENDPOINT",
        matches = ".+",
        disabledReason = "scenarios on given services: TWIN_TEST_AWS_ENDPOINT and TWIN_TEST_QDRANT are not set")
class GivenScenariosIT extends Scenarios {
    @TempDir
    static Path home;

    private static RunningTwin twin;

    @BeforeAll
    static void start() throws Exception {
        twin = RunningTwin.over(GivenCloud.from(System.getenv()), home);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @Override
    TestTwin system() {
        return twin;
    }
}
