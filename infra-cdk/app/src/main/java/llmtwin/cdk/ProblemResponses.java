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
        add(api, ResponseType.BAD_REQUEST_BODY, 400, "bad-request", "The request is not valid", "Send a JSON object.");
        add(
                api,
                ResponseType.UNAUTHORIZED,
                401,
                "unauthorized",
                "An API key is needed",
                "Send Authorization: Bearer and a key.");
        add(api, ResponseType.ACCESS_DENIED, 403, "forbidden", "Not allowed", "This API key is unknown or revoked.");
        // What API Gateway says to a path or method it does not know; its own status for that is a misleading 403.
        add(api, ResponseType.MISSING_AUTHENTICATION_TOKEN, 404, "not-found", "Not found", "There is no such route.");
        add(api, ResponseType.REQUEST_TOO_LARGE, 413, "too-large", "Too large", "A request has at most 10 MB.");
        add(api, ResponseType.THROTTLED, 429, "throttled", "Too many requests", "Try again in a moment.");
        addRest(api, ResponseType.DEFAULT_4_XX, "bad-request", "The request is not valid");
        addRest(api, ResponseType.DEFAULT_5_XX, "unavailable", "Something this answer needs is out of reach");
    }

    private static void add(RestApi api, ResponseType type, int status, String name, String title, String detail) {
        var problem = """
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}""".formatted(name, title, status, detail);
        api.addGatewayResponse(
                type.getResponseType(),
                options(type, problem).statusCode(Integer.toString(status)).build());
    }

    /// For a whole class of answers: without a status, which differs, and in the words of API Gateway.
    private static void addRest(RestApi api, ResponseType type, String name, String title) {
        var problem = """
                {"type":"/problems/%s","title":"%s","detail":%s}""".formatted(name, title, GATEWAY_MESSAGE);
        api.addGatewayResponse(type.getResponseType(), options(type, problem).build());
    }

    private static GatewayResponseOptions.Builder options(ResponseType type, String problem) {
        return GatewayResponseOptions.builder().type(type).templates(Map.of("application/problem+json", problem));
    }
}
