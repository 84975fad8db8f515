package llmtwin.local.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import llmtwin.core.Sha256;
import tools.jackson.databind.JsonNode;

/// Files on their way from this machine into the twin.
final class Uploads {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int FEW = 50;

    private final Client client;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();

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
        try (var content = Files.newInputStream(file)) {
            var link = client.post("/v1/uploads", asked(name, Files.size(file), fields));
            var document = link.path("document").asString();
            var before =
                    client.find("/v1/documents/" + document).path("observed").asString("");
            client.upload(link, BodyPublishers.ofFile(file), "");
            sent.put(document, new Sent(Sha256.of(content), before));
            return document;
        }
    }

    /// Sends what is a file only to the twin, and differs from what was there; many may be sent at once.
    ///
    /// @param contentType empty if its name tells enough
    /// @return its document's id
    /// @throws CommandFailed if the twin does not take it
    String add(String name, byte[] content, String contentType) {
        var link = client.post("/v1/uploads", asked(name, content.length, Map.of()));
        var document = link.path("document").asString();
        client.upload(link, BodyPublishers.ofByteArray(content), contentType);
        sent.put(document, new Sent(Sha256.of(content), ""));
        return document;
    }

    private static Map<String, Object> asked(String name, long size, Map<String, ?> fields) {
        var asked = new LinkedHashMap<String, Object>(fields);
        asked.put("name", name);
        asked.put("size", size);
        return asked;
    }

    /// Waits until every file sent is final, in the version that was sent.
    List<JsonNode> follow(Progress progress) {
        return progress.follow(this::look, PATIENCE);
    }

    /// Few are asked for one by one; of many, the list of all documents takes fewer requests.
    private Progress.Look look() {
        var documents = new ArrayList<JsonNode>();
        if (sent.size() <= FEW) {
            sent.keySet().forEach(id -> take(client.find("/v1/documents/" + id), documents));
        } else {
            client.eachDocument("", document -> take(document, documents));
        }
        return new Progress.Look(documents, sent.size());
    }

    private void take(JsonNode document, List<JsonNode> documents) {
        var version = sent.get(document.path("id").asString(""));
        if (version != null && version.isIn(document)) {
            documents.add(document);
        }
    }
}
