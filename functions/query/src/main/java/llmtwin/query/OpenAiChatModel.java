package llmtwin.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import llmtwin.core.ChatModel;
import llmtwin.core.Json;

/// A model behind any server that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp, LM Studio, OpenAI.
final class OpenAiChatModel implements ChatModel {
    /// API Gateway gives up after 29 s; this leaves time for the search before and the fallback after.
    static final Duration TIMEOUT = Duration.ofSeconds(25);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long MAX_ANSWER_BYTES = 1_000_000;
    private static final double TEMPERATURE = 0.3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI address;
    private final String name;
    private final Optional<String> key;
    private final Duration timeout;

    /// @param url of the server, with or without `/v1` or `/v1/chat/completions`
    OpenAiChatModel(String url, String name, Optional<String> key, Duration timeout) {
        this.address = address(url);
        this.name = name;
        this.key = key;
        this.timeout = timeout;
    }

    static URI address(String url) {
        var base = url.replaceFirst("/+$", "");
        if (base.endsWith("/chat/completions")) {
            return URI.create(base);
        }
        return URI.create(base + (base.endsWith("/v1") ? "" : "/v1") + "/chat/completions");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String complete(List<Message> messages, int maxTokens) {
        var answer = http.sendAsync(
                request(messages, maxTokens), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        try {
            // Of the whole exchange: a request's own timeout ends with the answer's first byte.
            var response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new Unavailable("the model answered with status " + response.statusCode());
            }
            return content(response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unavailable("the model gave no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new Unavailable("the model cannot be reached", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the model", e);
        }
    }

    private HttpRequest request(List<Message> messages, int maxTokens) {
        var body = Json.write(Map.of(
                "model", name,
                "messages", messages.stream().map(OpenAiChatModel::message).toList(),
                "max_tokens", maxTokens,
                "temperature", TEMPERATURE,
                "stream", false));
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static Map<String, String> message(Message message) {
        return Map.of("role", message.role().name().toLowerCase(Locale.ROOT), "content", message.text());
    }

    private static String content(String body) {
        try {
            var content = Json.tree(body).at("/choices/0/message/content");
            if (content.isString() && !content.stringValue().isBlank()) {
                return content.stringValue();
            }
        } catch (IllegalArgumentException e) {
            throw new Unavailable("the model's answer is not JSON", e);
        }
        throw new Unavailable("the model's answer has no text");
    }
}
