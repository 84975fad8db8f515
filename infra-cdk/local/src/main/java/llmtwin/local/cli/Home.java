package llmtwin.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Json;

/// The state folder of one local twin: what the commands find in it.
record Home(Path folder) {
    /// A stack that is running.
    ///
    /// @param pid its process
    /// @param url of its API
    /// @param environment by which other programs reach its AWS services, and the names of its resources
    record Running(long pid, String url, Map<String, String> environment) {
        Running {
            environment = Map.copyOf(environment);
        }
    }

    Path log() {
        return folder.resolve("twin.log");
    }

    /// How far databases were imported.
    Path imports() {
        return folder.resolve("imports");
    }

    private Path keyFile() {
        return folder.resolve("key");
    }

    private Path runningFile() {
        return folder.resolve("running.json");
    }

    Optional<String> key() {
        return read(keyFile()).map(String::strip);
    }

    /// Readable by its owner only.
    void saveKey(String key) {
        write(keyFile(), key + "\n");
        try {
            Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException _) {
            // No POSIX permissions here: the folder's own rules apply.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot protect " + keyFile(), e);
        }
    }

    /// Empty if no process of that stack is alive, also when it was killed.
    Optional<Running> running() {
        return read(runningFile())
                .map(json -> Json.read(json, Running.class))
                .filter(running -> ProcessHandle.of(running.pid())
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.contains("java"))
                        .isPresent());
    }

    void saveRunning(Running running) {
        write(runningFile(), Json.write(running));
    }

    void forgetRunning() {
        try {
            Files.deleteIfExists(runningFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + runningFile(), e);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
