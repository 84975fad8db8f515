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
    private final Map<String, Sent> sent = new LinkedHashMap<>();

    Uploads(Client client) {
        this.client = client;
    }

    /// What was sent.
    ///
    /// @param before when the version was seen that was there before; empty if there was none
    private record Sent(Sha256 content, String before) {
        /// Whether it has arrived. The same bytes are a new version, too: something else of them may be wanted.
        boolean isIn(JsonNode document) {
            return document.path("version").asString("").equals(content.hex())
                    && !document.path("observed").asString("").equals(before);
        }
    }

    /// Sends one file.
    ///
    /// @param fields what else the API is told
    /// @return its document's id
    /// @throws CommandFailed if the twin does not take it
    String add(Path file, String name, Map<String, ?> fields) throws IOException {
        var asked = new LinkedHashMap<String, Object>(fields);
        asked.put("name", name);
        asked.put("size", Files.size(file));
        var link = client.post("/v1/uploads", asked);
        var document = link.path("document").asString();
        var before = client.find("/v1/documents/" + document).path("observed").asString("");
        client.upload(URI.create(link.path("url").asString()), link.path("headers"), file);
        try (var content = Files.newInputStream(file)) {
            sent.put(document, new Sent(Sha256.of(content), before));
        }
        return document;
    }

    /// Waits until every file sent is final, in the version that was sent.
    List<JsonNode> follow(Progress progress) {
        return progress.follow(this::look, PATIENCE);
    }

    private Progress.Look look() {
        var documents = new ArrayList<JsonNode>();
        sent.forEach((id, version) -> {
            var document = client.find("/v1/documents/" + id);
            if (version.isIn(document)) {
                documents.add(document);
            }
        });
        return new Progress.Look(documents, sent.size());
    }
}
