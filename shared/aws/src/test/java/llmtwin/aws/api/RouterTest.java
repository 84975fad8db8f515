package llmtwin.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import llmtwin.core.ChatModel;
import llmtwin.core.IndexUnavailable;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class RouterTest {
    private static final Router ROUTER = new Router(List.of(
            Route.open("GET", "/", _ -> Response.text(200, "text/plain", "home")),
            Route.keyed("GET", "/v1/things/{thing}", (twin, r) -> Response.json(200, twin + ":" + r.part("thing"))),
            Route.keyed(
                    "POST",
                    "/v1/things",
                    (_, r) -> Response.json(200, r.fields().text("name"))),
            Route.keyed("GET", "/v1/things", (_, r) -> Response.json(200, r.number("limit", 1, 5, 3))),
            Route.open("GET", "/bug", _ -> {
                throw new IllegalStateException("secret.internal.Name");
            }),
            Route.open("GET", "/model", _ -> {
                throw new ChatModel.Unavailable("asleep");
            }),
            Route.open("GET", "/index", _ -> {
                throw new IndexUnavailable("refused", new IllegalStateException("UNAVAILABLE"));
            }),
            Route.open("GET", "/sdk", _ -> {
                throw SdkClientException.create("refused");
            }),
            Route.open("GET", "/queue", _ -> {
                throw SqsException.builder().message("busy").build();
            })));

    @Test
    void the_twin_comes_from_the_authorizer_and_the_part_from_the_path() {
        var response = ROUTER.answer(request("GET", "/v1/things/a"));

        assertEquals("\"me:a\"", response.getBody());
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
    }

    @Test
    void a_request_without_a_key_is_unauthorized() {
        var event = request("GET", "/v1/things/a");
        event.setRequestContext(new ProxyRequestContext());

        assertProblem(401, "/problems/unauthorized", ROUTER.answer(event));
    }

    @Test
    void an_open_route_needs_no_key() {
        var event = request("GET", "/");
        event.setRequestContext(null);

        assertEquals("home", ROUTER.answer(event).getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1/things/a/b", "/v1/things/", "", "/v1/thingses"})
    void an_unknown_path_is_not_found(String path) {
        var response = ROUTER.answer(request("GET", path));

        assertProblem(404, "/problems/not-found", response);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        var response = ROUTER.answer(request("DELETE", "/v1/things"));

        assertProblem(405, "/problems/method-not-allowed", response);
        assertEquals("GET, POST", response.getHeaders().get("Allow"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the body is not a JSON object",
                "[1]|the body is not a JSON object",
                "{\"na|the body is not a JSON object",
                "{}|field 'name' is missing",
                "{\"name\":null}|field 'name' is missing",
                "{\"name\":5}|field 'name' is not a text"
            })
    void a_broken_body_is_a_bad_request_in_words(String body, String detail) {
        var response = ROUTER.answer(request("POST", "/v1/things").withBody(body));

        assertProblem(400, "/problems/bad-request", response);
        assertEquals(detail, Json.tree(response.getBody()).get("detail").stringValue());
    }

    @ParameterizedTest
    @CsvSource({"0, limit 0 is not in 1 to 5", "6, limit 6 is not in 1 to 5", "x, limit 'x' is not a whole number"})
    void a_number_out_of_bounds_is_a_bad_request_in_words(String limit, String detail) {
        var response = ROUTER.answer(request("GET", "/v1/things").withQueryStringParameters(Map.of("limit", limit)));

        assertProblem(400, "/problems/bad-request", response);
        assertEquals(detail, Json.tree(response.getBody()).get("detail").stringValue());
    }

    @Test
    void a_body_in_base64_is_read() {
        var body = Base64.getEncoder().encodeToString("{\"name\":\"é\"}".getBytes(StandardCharsets.UTF_8));

        var response =
                ROUTER.answer(request("POST", "/v1/things").withBody(body).withIsBase64Encoded(true));

        assertEquals("\"é\"", response.getBody());
    }

    @Test
    void a_body_above_the_bound_is_too_large() {
        var response = ROUTER.answer(request("POST", "/v1/things").withBody("x".repeat(1_000_001)));

        assertProblem(413, "/problems/too-large", response);
    }

    @Test
    void a_bug_is_told_without_internals() {
        var response = ROUTER.answer(request("GET", "/bug"));

        assertProblem(500, "/problems/internal", response);
        assertFalse(response.getBody().contains("secret"), response.getBody());
    }

    @ParameterizedTest
    @CsvSource({
        "/model, The language model",
        "/index, The search index",
        "/sdk, A service behind this API",
        "/queue, The queues (SQS)"
    })
    void what_is_out_of_reach_is_named_and_may_be_tried_again(String path, String named) {
        var response = ROUTER.answer(request("GET", path));

        assertProblem(503, "/problems/unavailable", response);
        assertTrue(response.getBody().contains(named), response.getBody());
        assertEquals("5", response.getHeaders().get("Retry-After"));
    }

    @Test
    void a_service_that_refuses_the_connection_is_named() {
        try (var sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(retry -> retry.retryStrategy(RetryMode.STANDARD))
                .build()) {
            var router = new Router(List.of(Route.open("GET", "/", _ -> {
                sqs.listQueues();
                return Response.json(200, "");
            })));

            var response = router.answer(request("GET", "/"));

            assertProblem(503, "/problems/unavailable", response);
            assertTrue(response.getBody().contains("The queues (SQS)"), response.getBody());
        }
    }

    private static APIGatewayProxyRequestEvent request(String method, String path) {
        var context = new ProxyRequestContext();
        context.setAuthorizer(Map.of("twin", "me"));
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withRequestContext(context);
    }

    private static void assertProblem(int status, String type, APIGatewayProxyResponseEvent response) {
        assertEquals(status, response.getStatusCode(), response.getBody());
        assertEquals("application/problem+json", response.getHeaders().get("Content-Type"));
        assertEquals(type, Json.tree(response.getBody()).get("type").stringValue());
    }
}
