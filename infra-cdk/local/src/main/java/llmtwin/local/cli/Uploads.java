package llmtwin.local.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmtwin.core.Sha256;
import tools.jackson.databind.JsonNode;

/// Files on their way from this machine into the twin.
final class Uploads {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Client client;
    private final Map<String, Sha256> sent = new LinkedHashMap<>();

    Uploads(Client client) {
        this.client = client;
    }

    /// Sends one file.
    ///
    /// @return its document's id
    /// @throws CommandFailed if the twin does not take it
    String add(Path file, String name) throws IOException {
        var link = client.post("/v1/uploads", Map.of("name", name, "size", Files.size(file)));
        var content = Files.readAllBytes(file);
        client.upload(URI.create(link.path("url").asString()), content);
        var document = link.path("document").asString();
        sent.put(document, Sha256.of(content));
        return document;
    }

    /// Waits until every file sent is final, in the version that was sent.
    List<JsonNode> follow(Progress progress) {
        return progress.follow(this::look, PATIENCE);
    }

    private Progress.Look look() {
        var documents = new ArrayList<JsonNode>();
        sent.forEach((id, content) -> {
            var document = client.find("/v1/documents/" + id);
            if (document.path("version").asString("").equals(content.hex())) {
                documents.add(document);
            }
        });
        return new Progress.Look(documents, sent.size());
    }
}
