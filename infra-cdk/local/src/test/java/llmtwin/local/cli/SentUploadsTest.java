package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import llmtwin.core.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentUploadsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private SentUploads at(Instant now) {
        return new SentUploads(folder, "twin", InstantSource.fixed(now));
    }

    @Test
    void the_last_version_sent_under_a_name_is_known_for_an_hour() {
        at(NOW).note("mongodb/a/1.piece", Sha256.of("old"));
        at(NOW).note("mongodb/a/1.piece", Sha256.of("new"));
        at(NOW).note("mongodb/b/1.piece", Sha256.of("other"));

        var known = Map.of("mongodb/a/1.piece", Sha256.of("new").hex());
        assertEquals(known, at(NOW.plusSeconds(3_599)).versions("mongodb/a/"));
        assertEquals(Map.of(), at(NOW.plusSeconds(3_601)).versions("mongodb/a/"));
    }

    @Test
    void half_a_line_of_a_machine_that_died_is_passed_over() throws IOException {
        at(NOW).note("a", Sha256.of("a"));
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "17723", StandardOpenOption.APPEND);

        assertEquals(Map.of("a", Sha256.of("a").hex()), at(NOW).versions(""));
    }

    @Test
    void twins_are_kept_apart_and_forgotten_when_they_speak_for_themselves() {
        at(NOW).note("a", Sha256.of("a"));

        assertEquals(Map.of(), new SentUploads(folder, "another", InstantSource.fixed(NOW)).versions(""));
        at(NOW).forget();
        assertEquals(Map.of(), at(NOW).versions(""));
    }
}
