package llmtwin.local.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import llmtwin.core.Json;
import tools.jackson.databind.JsonNode;

/// Calls a twin's API. Every refusal becomes a [CommandFailed] with the words of the API.
final class Client {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(10);
    /// With pauses that double from a fifth of a second: half a minute or so.
    private static final int ATTEMPTS = 8;

    private static final int PAGE = 500;

    /// A request that is wrong in itself: malformed, too large, of an unknown kind.
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415);

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

    /// Like [#delete(String)], but what is not there is fine.
    void forget(String path) {
        var response = patiently(request(path).DELETE().build(), 429);
        if (response.statusCode() != 404) {
            accepted(response);
        }
    }

    /// Like [#read(String)], or an empty object if there is no such thing.
    JsonNode find(String path) {
        var response = patiently(request(path).GET().build(), 429);
        return response.statusCode() == 404 ? Json.tree("{}") : accepted(response);
    }

    /// Hands over every document, page by page.
    ///
    /// @param filter parameters of the list, each after an `&`; empty for all
    void eachDocument(String filter, Consumer<JsonNode> taken) {
        var cursor = "";
        do {
            var page = read("/v1/documents?limit=" + PAGE + filter + cursor);
            page.path("documents").forEach(taken);
            var next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
    }

    /// Sends one file by a link made for it.
    ///
    /// @param link as the API made it, with the headers that it is signed for
    /// @param contentType empty if the file's name tells enough
    /// @throws CommandFailed if the twin does not take it
    void upload(JsonNode link, BodyPublisher content, String contentType) {
        var put = HttpRequest.newBuilder(URI.create(link.path("url").asString()))
                .timeout(LONGEST_TRANSFER)
                .PUT(content);
        link.path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
        var response = transfer((contentType.isEmpty() ? put : put.header("Content-Type", contentType)).build());
        if (response.statusCode() != 200) {
            throw new CommandFailed("The upload was refused: " + response.statusCode() + " " + response.body());
        }
    }

    /// What lies behind a link; empty if nothing does any more.
    Optional<String> download(URI link) {
        var response = transfer(
                HttpRequest.newBuilder(link).timeout(LONGEST_TRANSFER).GET().build());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 404 -> Optional.empty();
            default -> throw new CommandFailed("The download was refused: " + response.statusCode());
        };
    }

    private HttpRequest.Builder request(String path) {
        var prefix = base.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(LONGEST_CALL)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode call(HttpRequest.Builder request) {
        return accepted(patiently(request.build(), 429));
    }

    private HttpResponse<String> transfer(HttpRequest request) {
        return patiently(request, 503);
    }

    /// Comes again later while the other side is busy and has done nothing: a twin on AWS takes so many calls a second.
    ///
    /// @param busy what it says then
    private HttpResponse<String> patiently(HttpRequest request, int busy) {
        var pause = Duration.ofMillis(200);
        for (int attempt = 1; ; attempt++) {
            var response = send(request);
            if (response.statusCode() != busy || attempt == ATTEMPTS) {
                return response;
            }
            pause(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
            pause = pause.multipliedBy(2);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
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
        throw REFUSALS.contains(response.statusCode())
                ? new Refused(refusal(response))
                : new CommandFailed(refusal(response));
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
