package llmtwin.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import llmtwin.core.Sha256;

/// What was sent to a twin lately and may still wait there, so that it is not sent again: a line for each in a file of
/// the home folder. After an hour the twin is believed alone.
final class SentUploads {
    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final int SHOWN_DIGITS = 32;

    private final Path file;
    private final InstantSource clock;

    /// @param twin what tells one twin from another
    SentUploads(Path folder, String twin, InstantSource clock) {
        this.file = folder.resolve(Sha256.of(twin).hex().substring(0, SHOWN_DIGITS) + ".sent");
        this.clock = clock;
    }

    /// The hash of what was sent last under each name that begins so.
    Map<String, String> versions(String prefix) {
        var versions = new HashMap<String, String>();
        if (Files.exists(file)) {
            var since = clock.instant().minus(BELIEVED);
            try (var lines = Files.lines(file)) {
                lines.map(line -> line.split("\t", 3))
                        // A machine that died may have left half a line.
                        .filter(parts -> parts.length == 3 && parts[0].matches("\\d{1,15}"))
                        .filter(parts ->
                                Instant.ofEpochMilli(Long.parseLong(parts[0])).isAfter(since))
                        .filter(parts -> parts[2].startsWith(prefix))
                        .forEach(parts -> versions.put(parts[2], parts[1]));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return versions;
    }

    /// @param name has neither tabs nor line breaks, like every name of an upload
    synchronized void note(String name, Sha256 version) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    clock.millis() + "\t" + version.hex() + "\t" + name + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// From now on the twin alone says what it has.
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
