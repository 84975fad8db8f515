package llmtwin.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import llmtwin.core.Problem;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request and answers; every failure becomes problem details (RFC 9457).
public final class Router {
    private static final int MAX_BODY_CHARS = 1_000_000;

    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public List<Route> routes() {
        return routes;
    }

    public APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
        Response response;
        try {
            response = response(event);
        } catch (RuntimeException e) {
            response = Failure.answer(e);
        }
        return response.toEvent();
    }

    private Response response(APIGatewayProxyRequestEvent event) {
        var path = event.getPath();
        var there =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (there.isEmpty()) {
            return Response.problem(Problem.notFound("There is nothing at " + path));
        }
        for (var route : there) {
            if (route.method().equals(event.getHttpMethod())) {
                return answer(route, event);
            }
        }
        return wrongMethod(event, there);
    }

    private static Response answer(Route route, APIGatewayProxyRequestEvent event) {
        var body = body(event);
        if (body.length() > MAX_BODY_CHARS) {
            return Response.problem(Problem.tooLarge(
                    "The body has " + body.length() + " characters; at most " + MAX_BODY_CHARS + " are read"));
        }
        var path = route.match(event.getPath()).orElseThrow();
        var query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.<String, String>of());
        return route.action().answer(new Request(twin(event), path, query, body));
    }

    private static Response wrongMethod(APIGatewayProxyRequestEvent event, List<Route> there) {
        var allowed = there.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
        return Response.problem(new Problem(
                        "/problems/method-not-allowed",
                        "This method is not offered here",
                        405,
                        event.getPath() + " answers " + allowed + ", not " + event.getHttpMethod()))
                .with("Allow", allowed);
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        var body = Objects.requireNonNullElse(event.getBody(), "");
        return Boolean.TRUE.equals(event.getIsBase64Encoded())
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    /// As the authorizer found it; nothing that the caller writes counts.
    private static @Nullable TwinId twin(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        if (context == null || context.getAuthorizer() == null) {
            return null;
        }
        return context.getAuthorizer().get("twin") instanceof String twin ? new TwinId(twin) : null;
    }
}
