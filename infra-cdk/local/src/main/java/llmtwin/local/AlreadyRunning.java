package llmtwin.local;

import java.io.Serial;
import java.nio.file.Path;

/// Another stack uses the same state folder.
public final class AlreadyRunning extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    AlreadyRunning(Path home, String pid) {
        super("%s is in use by process %s".formatted(home, pid));
    }
}
