package llmtwin.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The writing that a new home starts with: this project's own documents.
final class Sample {
    /// A question that the sample answers.
    static final String QUESTION = "What happens to a message that fails five times?";

    private Sample() {}

    /// README, ARCHITECTURE and the decisions, sorted.
    static List<Path> files(Path root) throws IOException {
        var files = new ArrayList<Path>();
        for (var name : List.of("README.md", "ARCHITECTURE.md")) {
            if (Files.exists(root.resolve(name))) {
                files.add(root.resolve(name));
            }
        }
        try (var decisions = Files.list(root.resolve("docs/adr"))) {
            decisions.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        return files;
    }
}
