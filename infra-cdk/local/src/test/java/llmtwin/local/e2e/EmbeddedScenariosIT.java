package llmtwin.local.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The scenarios on the stack that scripts/twin starts.
class EmbeddedScenariosIT extends Scenarios {
    @TempDir
    static Path home;

    private static RunningTwin twin;

    @BeforeAll
    static void start() throws Exception {
        twin = RunningTwin.embedded(home);
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
