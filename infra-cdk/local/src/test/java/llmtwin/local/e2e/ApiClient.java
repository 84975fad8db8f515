package llmtwin.local.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmtwin.core.Json;
import tools.jackson.databind.JsonNode;

/// Calls a twin's API as any client would.
final class ApiClient {
    private final URI base;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiClient(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    record Answer(int status, String contentType, JsonNode body) {}

    ApiClient withKey(String other) {
        return new ApiClient(base, other);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) {
        return send(request(path).POST(BodyPublishers.ofString(Json.write(body))));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// Every document, or those of one source.
    List<JsonNode> documents(String filter) {
        var documents = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var page = get("/v1/documents?limit=500" + filter + cursor).body();
            page.path("documents").forEach(documents::add);
            var next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return documents;
    }

    /// Uploads through a presigned link.
    ///
    /// @return the document's id
    String upload(String name, byte[] bytes) throws IOException, InterruptedException {
        return upload(name, bytes, Map.of());
    }

    /// @param fields what else the API is told of it
    String upload(String name, byte[] bytes, Map<String, ?> fields) throws IOException, InterruptedException {
        var asked = new HashMap<String, Object>(fields);
        asked.putAll(Map.of("name", name, "size", bytes.length));
        var link = post("/v1/uploads", asked);
        if (link.status() != 200) {
            throw new AssertionError(name + " was refused: " + link);
        }
        var request = HttpRequest.newBuilder(URI.create(link.body().path("url").asString()))
                .PUT(BodyPublishers.ofByteArray(bytes));
        link.body()
                .path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("PUT " + name + ": " + answer.statusCode() + " " + answer.body());
        }
        return link.body().path("document").asString();
    }

    String upload(String name, String text) throws IOException, InterruptedException {
        return upload(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type,
                    type.contains("json") ? Json.tree(response.body()) : Json.tree(Json.write(response.body())));
        } catch (IOException e) {
            throw new AssertionError("no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
