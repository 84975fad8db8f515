package llmtwin.local.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The two calls this system makes besides S3, SQS and DynamoDB: `GetSecretValue` and `InvokeEndpoint`.
final class SecretsAndModels implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SecretsAndModels.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern INVOCATION = Pattern.compile("/endpoints/([^/]+)/invocations");

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, ModelEndpoint> models = new ConcurrentHashMap<>();
    private final HttpServer server;

    private SecretsAndModels(int port) throws IOException {
        server = HttpServers.start(port, this::answer);
    }

    static SecretsAndModels start(int port) throws IOException {
        return new SecretsAndModels(port);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void keepSecret(String id, String value) {
        secrets.put(id, value);
    }

    void serve(String endpoint, ModelEndpoint model) {
        models.put(endpoint, model);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher invocation = INVOCATION.matcher(exchange.getRequestURI().getPath());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (invocation.matches()) {
                invoke(exchange, invocation.group(1), body);
            } else if ("secretsmanager.GetSecretValue".equals(target)) {
                secretValue(exchange, JSON.readTree(body));
            } else {
                fail(exchange, 400, "UnknownOperationException", "not served here: " + target);
            }
        }
    }

    private void secretValue(HttpExchange exchange, JsonNode request) throws IOException {
        String id = request.path("SecretId").asString("");
        String value = secrets.get(id);
        if (value == null) {
            fail(exchange, 400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
            return;
        }
        send(
                exchange,
                200,
                "application/x-amz-json-1.1",
                JSON.writeValueAsBytes(Map.of(
                        "ARN",
                        id.startsWith("arn:") ? id : "arn:aws:secretsmanager:local:" + Cloud.ACCOUNT + ":secret:" + id,
                        "Name",
                        id,
                        "VersionId",
                        UUID.nameUUIDFromBytes(value.getBytes(UTF_8)).toString(),
                        "SecretString",
                        value)));
    }

    private void invoke(HttpExchange exchange, String endpoint, byte[] body) throws IOException {
        ModelEndpoint model = models.get(endpoint);
        if (model == null) {
            fail(
                    exchange,
                    400,
                    "ValidationError",
                    "Endpoint %s of account %s not found.".formatted(endpoint, Cloud.ACCOUNT));
            return;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        try {
            var reply = model.invoke(new ModelEndpoint.Invocation(endpoint, headers, ByteBuffer.wrap(body)));
            byte[] answer = new byte[reply.body().remaining()];
            reply.body().duplicate().get(answer);
            send(exchange, 200, reply.contentType(), answer);
        } catch (RuntimeException e) {
            log.warn("model endpoint={} failed", endpoint, e);
            fail(exchange, 424, "ModelError", "Received server error (500) from model: " + e.getMessage());
        }
    }

    private static void fail(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        byte[] body = JSON.writeValueAsBytes(Map.of("__type", type, "message", message, "Message", message));
        send(exchange, status, "application/x-amz-json-1.1", body);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
