package llmtwin.local.e2e;

import static llmtwin.local.e2e.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmtwin.core.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `kill -9` does to a twin: nothing that the next start does not mend.
class RestartIT {
    private static final int NOTES = 15;

    @TempDir
    Path home;

    private Process process;

    @BeforeEach
    void start() throws Exception {
        process = up();
    }

    @AfterEach
    void stop() throws Exception {
        process.destroyForcibly().waitFor();
    }

    private Process up() throws Exception {
        Files.deleteIfExists(home.resolve("running.json"));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "llmtwin.local.cli.Twin",
                "up",
                "--no-sample");
        builder.environment()
                .putAll(Map.of(
                        "TWIN_HOME", home.toString(),
                        "TWIN_ROOT", "../..",
                        "TWIN_PORT", "0",
                        "TWIN_S3_PORT", "0",
                        "TWIN_SQS_PORT", "0",
                        "TWIN_DYNAMODB_PORT", "0",
                        "TWIN_QDRANT_PORT", "0",
                        "TWIN_AWS_PORT", "0"));
        var output = home.resolve("out").toFile();
        var started = builder.redirectErrorStream(true).redirectOutput(output).start();
        eventually("the twin starts", () -> read(output.toPath()), text -> {
            if (!started.isAlive()) {
                throw new AssertionError(text);
            }
            return text.contains("Stop ");
        });
        return started;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ApiClient api() throws IOException {
        var running = Json.tree(Files.readString(home.resolve("running.json")));
        return new ApiClient(
                URI.create(running.path("url").asString()),
                Files.readString(home.resolve("key")).strip());
    }

    @Test
    void a_twin_killed_while_it_reads_finishes_after_the_next_start_with_nothing_lost_or_doubled() throws Exception {
        var before = api();
        var ids = new ArrayList<String>();
        for (int i = 0; i < NOTES; i++) {
            ids.add(before.upload(
                    "note-" + i + ".md",
                    "# Note " + i + "\n\nThe tide table of day " + i + " hangs beside the door of the boat house.\n"));
        }
        eventually("some are done", () -> searchable(before), done -> done > 0);

        process.destroyForcibly().waitFor();
        process = up();

        var after = api();
        eventually("all are done", () -> searchable(after), done -> done == NOTES);
        assertEquals(ids.stream().sorted().toList(), ids(after));
        var found = after.post("/v1/search", Map.of("query", "tide table beside the door", "limit", 50));
        assertEquals(200, found.status(), found.toString());
        var passages = new ArrayList<String>();
        found.body()
                .path("passages")
                .forEach(passage -> passages.add(passage.path("document").asString()));
        assertEquals(ids.stream().sorted().toList(), passages.stream().sorted().toList());
    }

    private static List<String> ids(ApiClient api) {
        return api.documents("").stream()
                .map(document -> document.path("id").asString())
                .sorted()
                .toList();
    }

    private static long searchable(ApiClient api) {
        return api.documents("&state=searchable").size();
    }
}
