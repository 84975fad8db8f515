package llmtwin.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import llmtwin.core.Json;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.cloud.HttpServers;
import llmtwin.local.lambda.LocalFunction;
import llmtwin.local.template.Template;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the REST API of a template: finds the route, asks the authorizer, calls the function.
public final class Gateway implements AutoCloseable {
    /// How long API Gateway waits for a function.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(29);

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final List<Route> routes;
    private final Map<String, LocalFunction> functions;
    private final Map<String, Authorizer> authorizers;
    private final Problems problems;
    private final List<String> binaryTypes;
    private final Stage stage;
    private final Duration longestWait;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private Gateway(
            Template template, Map<String, LocalFunction> functions, String region, int port, Duration longestWait)
            throws IOException {
        this.functions = Map.copyOf(functions);
        this.stage = new Stage(region, Cloud.ACCOUNT, "local", "live");
        this.routes = Route.of(template);
        this.problems = Problems.of(template);
        this.authorizers = template.ofType("AWS::ApiGateway::Authorizer")
                .collect(Collectors.toMap(
                        authorizer -> authorizer.ref(), authorizer -> Authorizer.of(authorizer, functions, stage)));
        this.binaryTypes = template.ofType("AWS::ApiGateway::RestApi")
                .flatMap(api -> api.properties().path("BinaryMediaTypes").valueStream())
                .map(type -> type.asString())
                .toList();
        this.longestWait = longestWait;
        routes.forEach(this::requireFunction);
        this.server = HttpServers.start(port, this::answer);
    }

    /// Serves from now on.
    ///
    /// @param functions by name
    /// @param port of 127.0.0.1; 0 for any free one
    public static Gateway start(
            Template template, Map<String, LocalFunction> functions, String region, int port, Duration longestWait)
            throws IOException {
        return new Gateway(template, functions, region, port, longestWait);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(1);
        calls.shutdownNow();
    }

    private void requireFunction(Route route) {
        if (!functions.containsKey(route.function())) {
            throw new IllegalStateException("%s %s calls function %s, which is not in the template"
                    .formatted(route.method(), route.path(), route.function()));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                Request request = Request.read(exchange);
                send(exchange, call(request));
            } catch (Refusal refusal) {
                // Read to its end, because many clients listen only after they have sent everything.
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                refuse(exchange, refusal.reason());
            } catch (RuntimeException e) {
                log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                refuse(exchange, Refusal.Reason.INTEGRATION_FAILURE);
            } catch (InterruptedException e) {
                log.debug("stopped while a request was open", e);
            }
        }
    }

    private APIGatewayProxyResponseEvent call(Request request) throws Refusal, InterruptedException {
        Route.Match match = routes.stream()
                .map(route -> route.match(request.method(), request.rawPath()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.MISSING_AUTHENTICATION_TOKEN));
        Route route = match.route();
        Authorizer authorizer = route.authorizer() == null ? null : authorizers.get(route.authorizer());
        Map<String, Object> caller = authorizer == null ? null : authorizer.admit(request, match);
        if (route.needsObject()) {
            requireObject(request);
        }
        LocalFunction function = functions.get(route.function());
        Object answer = function == null ? null : within(() -> function.invoke(event(request, match, caller)));
        if (answer instanceof APIGatewayProxyResponseEvent response && response.getStatusCode() != null) {
            return response;
        }
        log.error("function={} answered {} {} with {}", route.function(), request.method(), request.path(), answer);
        throw new Refusal(Refusal.Reason.INTEGRATION_FAILURE);
    }

    private Object event(Request request, Route.Match match, @Nullable Map<String, Object> caller) {
        String type = request.header("Content-Type").orElse("application/json").replaceFirst(";.*", "");
        boolean binary = binaryTypes.contains("*/*") || binaryTypes.contains(type);
        return request.event(match, caller, stage, binary);
    }

    private interface Call {
        @Nullable
        Object invoke() throws InterruptedException;
    }

    private @Nullable Object within(Call call) throws Refusal, InterruptedException {
        Future<@Nullable Object> running = calls.submit(call::invoke);
        try {
            return running.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            log.warn("no answer within {}", longestWait, e);
            throw new Refusal(Refusal.Reason.INTEGRATION_TIMEOUT);
        } catch (ExecutionException e) {
            log.error("a function failed", e.getCause());
            throw new Refusal(Refusal.Reason.INTEGRATION_FAILURE);
        }
    }

    /// API Gateway checks a body against the model of its content type, and lets other types pass.
    private static void requireObject(Request request) throws Refusal {
        if (!request.header("Content-Type").orElse("application/json").startsWith("application/json")) {
            return;
        }
        try {
            if (Json.tree(request.text()).isObject()) {
                return;
            }
        } catch (IllegalArgumentException e) {
            log.debug("request={} has a body that is no JSON", request.id(), e);
        }
        throw new Refusal(Refusal.Reason.BAD_REQUEST_BODY);
    }

    private void refuse(HttpExchange exchange, Refusal.Reason reason) throws IOException {
        Problems.Problem problem = problems.about(reason);
        exchange.getResponseHeaders().set("Content-Type", Problems.TYPE);
        write(exchange, problem.status(), problem.body().getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, APIGatewayProxyResponseEvent response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (response.getHeaders() != null) {
            response.getHeaders().forEach((name, value) -> headers.put(name, List.of(value)));
        }
        if (response.getMultiValueHeaders() != null) {
            headers.putAll(response.getMultiValueHeaders());
        }
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        exchange.getResponseHeaders().putAll(headers);
        String body = response.getBody() == null ? "" : response.getBody();
        boolean binary = Boolean.TRUE.equals(response.getIsBase64Encoded());
        write(exchange, response.getStatusCode(), binary ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8));
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        // For the JDK's server -1 means no body, and 0 a body of unknown length.
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
