package llmtwin.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One HTTP request, read, and the events made of it.
record Request(
        String id,
        String method,
        String rawPath,
        String path,
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String sourceIp,
        String body) {
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    /// @throws Refusal if the body is larger than API Gateway takes
    static Request read(HttpExchange exchange) throws IOException, Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && Long.parseLong(length) > MAX_BYTES) {
            throw new Refusal(Refusal.Reason.REQUEST_TOO_LARGE);
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refusal(Refusal.Reason.REQUEST_TOO_LARGE);
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return new Request(
                UUID.randomUUID().toString(),
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getPath(),
                headers,
                query(exchange.getRequestURI().getRawQuery()),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                // One char per byte for now: which bytes are text is known from the headers.
                new String(body, StandardCharsets.ISO_8859_1));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getLast);
    }

    /// The last value of each header, as API Gateway gives it.
    Map<String, String> singleHeaders() {
        return last(headers);
    }

    @Nullable
    Map<String, String> singleQuery() {
        return query.isEmpty() ? null : last(query);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @param authorizer what the authorizer says about the caller; null without one
    /// @param binary whether the function gets the body as Base64
    APIGatewayProxyRequestEvent event(
            Route.Match match, @Nullable Map<String, Object> authorizer, Stage stage, boolean binary) {
        Route route = match.route();
        var identity = new APIGatewayProxyRequestEvent.RequestIdentity();
        identity.setSourceIp(sourceIp);
        identity.setUserAgent(header("User-Agent").orElse(null));
        var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
        context.setAccountId(stage.account());
        context.setApiId(stage.api());
        context.setStage(stage.name());
        context.setRequestId(id);
        context.setResourceId(route.path());
        context.setResourcePath(route.path());
        context.setHttpMethod(method);
        context.setPath("/" + stage.name() + path);
        context.setProtocol("HTTP/1.1");
        context.setRequestTimeEpoch(Instant.now().toEpochMilli());
        context.setIdentity(identity);
        context.setAuthorizer(authorizer);

        var event = new APIGatewayProxyRequestEvent();
        event.setResource(route.path());
        event.setPath(path);
        event.setHttpMethod(method);
        event.setHeaders(singleHeaders());
        event.setMultiValueHeaders(headers);
        event.setQueryStringParameters(singleQuery());
        event.setMultiValueQueryStringParameters(query.isEmpty() ? null : query);
        event.setPathParameters(match.parameters().isEmpty() ? null : match.parameters());
        event.setRequestContext(context);
        event.setIsBase64Encoded(binary && !body.isEmpty());
        if (!body.isEmpty()) {
            event.setBody(binary ? Base64.getEncoder().encodeToString(bytes()) : text());
        }
        return event;
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().getLast(),
                        (a, _) -> a,
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    }

    private static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // A percent sign that begins no escape stays what it is.
            return text;
        }
    }
}
