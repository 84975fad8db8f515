package llmtwin.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.HashMap;
import java.util.Map;
import llmtwin.core.Json;
import llmtwin.core.Problem;

/// What a caller gets.
public record Response(int status, Map<String, String> headers, String body) {
    public Response {
        headers = Map.copyOf(headers);
    }

    /// @param value anything that [Json] writes
    public static Response json(int status, Object value) {
        return text(status, "application/json", Json.write(value));
    }

    public static Response text(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    public static Response problem(Problem problem) {
        return text(problem.status(), Problem.CONTENT_TYPE, problem.toJson());
    }

    static Response unauthorized() {
        return problem(new Problem(
                        "/problems/unauthorized",
                        "An API key is needed",
                        401,
                        "Send a key of this twin as 'Authorization: Bearer twin_…'"))
                .with("WWW-Authenticate", "Bearer");
    }

    public Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    APIGatewayProxyResponseEvent toEvent() {
        var all = new HashMap<>(headers);
        all.putIfAbsent("Cache-Control", "no-store");
        all.put("X-Content-Type-Options", "nosniff");
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false);
    }
}
