package llmtwin.cdk;

import java.util.Map;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/// What API Gateway answers by itself, said as RFC 9457 problem details like every answer of the functions.
final class ProblemResponses {
    /// API Gateway fills in its own message, quoted as JSON.
    private static final String GATEWAY_MESSAGE = "$context.error.messageString";

    private ProblemResponses() {}

    static void addTo(RestApi api) {
        add(api, ResponseType.BAD_REQUEST_BODY, 400, "Bad Request", "\"The body is not a JSON object.\"");
        add(api, ResponseType.UNAUTHORIZED, 401, "Unauthorized", "\"Send an API key: Authorization: Bearer <key>.\"");
        add(api, ResponseType.ACCESS_DENIED, 403, "Forbidden", "\"This API key may not do this.\"");
        // What API Gateway says to a path or method it does not know; its own status for that is a misleading 403.
        add(api, ResponseType.MISSING_AUTHENTICATION_TOKEN, 404, "Not Found", "\"There is no such route.\"");
        add(api, ResponseType.THROTTLED, 429, "Too Many Requests", "\"Too many requests: try again in a moment.\"");
        addRest(api, ResponseType.DEFAULT_4_XX, "Bad Request");
        addRest(api, ResponseType.DEFAULT_5_XX, "Internal Server Error");
    }

    private static void add(RestApi api, ResponseType type, int status, String title, String detail) {
        var problem = """
                {"type":"about:blank","title":"%s","status":%d,"detail":%s}""".formatted(title, status, detail);
        api.addGatewayResponse(
                type.getResponseType(),
                options(type, problem).statusCode(Integer.toString(status)).build());
    }

    /// For a whole class of answers: without the status, which differs.
    private static void addRest(RestApi api, ResponseType type, String title) {
        var problem = """
                {"type":"about:blank","title":"%s","detail":%s}""".formatted(title, GATEWAY_MESSAGE);
        api.addGatewayResponse(type.getResponseType(), options(type, problem).build());
    }

    private static GatewayResponseOptions.Builder options(ResponseType type, String problem) {
        return GatewayResponseOptions.builder().type(type).templates(Map.of("application/problem+json", problem));
    }
}
