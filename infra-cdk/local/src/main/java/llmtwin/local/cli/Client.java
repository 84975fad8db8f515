package llmtwin.local.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import llmtwin.core.Json;
import tools.jackson.databind.JsonNode;

/// Calls a twin's API. Every refusal becomes a [CommandFailed] with the words of the API.
final class Client {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final URI base;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Client(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    JsonNode read(String path) {
        return call(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body))));
    }

    JsonNode delete(String path) {
        return call(request(path).DELETE());
    }

    /// Like [#read(String)], or an empty object if there is no such thing.
    JsonNode find(String path) {
        var response = send(request(path).GET().build());
        return response.statusCode() == 404 ? Json.tree("{}") : accepted(response);
    }

    /// Writes a file to a link made for it.
    ///
    /// @param headers that the link is signed for
    void upload(URI link, JsonNode headers, Path file) throws IOException {
        var request =
                HttpRequest.newBuilder(link).timeout(Duration.ofMinutes(10)).PUT(BodyPublishers.ofFile(file));
        headers.properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        var response = send(request.build());
        if (response.statusCode() != 200) {
            throw new CommandFailed("The upload was refused: " + response.statusCode() + " " + response.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        var prefix = base.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(LONGEST_CALL)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode call(HttpRequest.Builder request) {
        return accepted(send(request.build()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandFailed(
                    "Nothing answers at " + base + ". Is the twin running? Start it with: scripts/twin up", e);
        } catch (IOException e) {
            throw new CommandFailed("The call to " + request.uri().getHost() + " broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private static JsonNode accepted(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return Json.tree(response.body().isEmpty() ? "{}" : response.body());
        }
        throw new CommandFailed(refusal(response));
    }

    private static String refusal(HttpResponse<String> response) {
        try {
            var problem = Json.tree(response.body());
            if (problem.has("detail")) {
                return problem.path("title").asString("Refused") + ": "
                        + problem.path("detail").asString();
            }
        } catch (IllegalArgumentException _) {
            // No problem details: whatever stands there is shown below.
        }
        return "The twin answered " + response.statusCode() + ": " + response.body();
    }
}
