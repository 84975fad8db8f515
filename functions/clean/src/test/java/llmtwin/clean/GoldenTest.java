package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmtwin.core.Json;
import llmtwin.core.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder of `clean/` has one file as it comes in, and beside it the text and the metadata that come out.
///
/// To write them anew: `mvn test -pl functions/clean -am -Dtest=GoldenTest -Dgolden.write=true
/// -Dsurefire.failIfNoSpecifiedTests=false`, then read the diff.
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/clean");

    static List<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_file_becomes_its_expected_text_and_metadata(String name) throws IOException {
        var folder = CASES.resolve(name);

        var text = clean(input(folder));

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(folder.resolve("expected.md"), text.text());
            Files.writeString(folder.resolve("expected.json"), Json.write(text.metadata()) + "\n");
        }
        assertEquals(Files.readString(folder.resolve("expected.md")), text.text());
        assertEquals(Json.read(Files.readString(folder.resolve("expected.json")), Metadata.class), text.metadata());
    }

    @Test
    void the_same_bytes_always_give_the_same_text() throws IOException {
        for (var name : cases()) {
            var input = input(CASES.resolve(name));

            assertEquals(clean(input), clean(input), name);
        }
    }

    private static Path input(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("expected."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static CleanOutcome.Text clean(Path file) throws IOException {
        var name = file.getFileName().toString();
        var hints = name.endsWith(".html")
                ? new Hints("text/html", "/notes/" + name, URI.create("https://garden.example/notes/" + name))
                : new Hints("application/octet-stream", "notes/" + name, null);
        return switch (new Cleaner().clean(Files.readAllBytes(file), hints)) {
            case CleanOutcome.Text text -> text;
            case CleanOutcome.Archive _ -> throw new AssertionError(file + " is an archive");
            case CleanOutcome.Nothing(var reason) -> throw new AssertionError(file + ": " + reason);
            case CleanOutcome.Unreadable(var reason) -> throw new AssertionError(file + ": " + reason);
        };
    }
}
