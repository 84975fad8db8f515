package llmtwin.local.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import llmtwin.core.Json;
import llmtwin.local.TinyHandlers;
import llmtwin.local.lambda.FunctionDefinition;
import llmtwin.local.lambda.LocalFunction;
import llmtwin.local.template.Names;
import llmtwin.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeAll
    void start() throws IOException, URISyntaxException {
        gateway = gateway(Gateway.LONGEST_WAIT);
    }

    private static Gateway gateway(Duration longestWait) throws IOException, URISyntaxException {
        URI file = Objects.requireNonNull(GatewayTest.class.getResource("/tiny-template.json"))
                .toURI();
        Template template =
                Template.read(Path.of(file), new Names("tiny", "eu-central-1", "000000000000", "http://sqs"));
        Map<String, LocalFunction> functions = template.ofType("AWS::Lambda::Function")
                .map(function -> new LocalFunction(FunctionDefinition.of(function, 2, Map.of())))
                .collect(Collectors.toMap(LocalFunction::name, function -> function));
        return Gateway.start(template, functions, "eu-central-1", 0, longestWait);
    }

    @AfterAll
    void stop() {
        gateway.close();
        http.close();
    }

    @Test
    void a_request_reaches_its_function_and_the_answer_comes_back() throws Exception {
        var response = send(get("/open?q=a%20b&q=c+d&flag"));

        JsonNode answer = Json.tree(response.body());
        assertEquals(201, response.statusCode());
        assertEquals("hello", answer.get("greeting").asString());
        assertEquals("GET /open", answer.get("route").asString());
        assertEquals(Json.tree("{\"q\":\"c d\",\"flag\":\"\"}"), answer.get("query"));
        assertEquals("yes", response.headers().firstValue("X-Trace").orElse(""));
        assertEquals(List.of("one", "two"), response.headers().allValues("X-Many"));
    }

    @Test
    void the_authorizer_says_who_calls() throws Exception {
        var answer = Json.tree(
                send(get("/things/a%2Fb+c").header("Authorization", "good")).body());

        assertEquals("GET /things/{thing}", answer.get("route").asString());
        assertEquals("a/b+c", answer.get("parameters").get("thing").asString());
        assertEquals(Json.tree("{\"principalId\":\"me\",\"twin\":\"me\"}"), answer.get("caller"));
    }

    @Test
    void the_authorizer_is_asked_once_per_key_for_a_while() throws Exception {
        send(get("/things/1").header("Authorization", "good"));
        int before = TinyHandlers.ASKED.get();

        send(get("/things/2").header("Authorization", "good"));

        assertEquals(before, TinyHandlers.ASKED.get());
    }

    @ParameterizedTest(name = "{0} {1} with key {2} is {3}")
    @CsvSource({
        "GET, /things/1, '', 401",
        "GET, /things/1, bad, 401",
        "GET, /things/1, denied, 403",
        "DELETE, /things/1, good, 403", // the policy covers GET only
        "GET, /nothing, '', 404",
        "POST, /things/1, good, 404",
        "GET, /open?throw, '', 502",
        "GET, /open?silent, '', 502",
        "GET, /slow, '', 502", // the function's own timeout of one second
    })
    void a_refusal_is_a_problem_document(String method, String path, String key, int status) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("Authorization", key);
        }

        var response = send(request);

        assertEquals(status, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals(true, Json.tree(response.body()).has("title"));
    }

    @Test
    void a_refusal_is_worded_by_the_template() throws Exception {
        assertEquals("{\"title\":\"No such route\"}", send(get("/nothing")).body());
        assertEquals(
                "{\"title\":\"Refused\",\"detail\":\"Unauthorized\"}",
                send(get("/things/1")).body());
    }

    @Test
    void a_fixed_path_goes_before_a_parameter() throws Exception {
        assertEquals(
                "GET /things/fixed",
                Json.tree(send(get("/things/fixed")).body()).get("route").asString());
    }

    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource({
        "'{\"a\":1}', application/json, 201",
        "'[1]', application/json, 400",
        "'{', application/json; charset=utf-8, 400",
        "'{', text/plain, 201",
    })
    void a_body_has_to_fit_the_model_of_its_type(String body, String type, int status) throws Exception {
        assertEquals(status, send(post(body).header("Content-Type", type)).statusCode());
    }

    @Test
    void a_binary_body_comes_as_base64_and_a_text_as_it_is() throws Exception {
        var binary = Json.tree(
                send(post("%PDF").header("Content-Type", "application/pdf")).body());
        var text = Json.tree(
                send(post("größer").header("Content-Type", "text/plain")).body());

        assertEquals("JVBERg==", binary.get("body").asString());
        assertEquals(true, binary.get("encoded").asBoolean());
        assertEquals("größer", text.get("body").asString());
    }

    @Test
    void a_base64_answer_is_sent_as_bytes() throws Exception {
        var response = http.send(get("/open?binary").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, response.body());
        assertEquals(List.of("image/png"), response.headers().allValues("Content-Type"));
    }

    @Test
    void a_body_over_10_mb_is_refused() throws Exception {
        assertEquals(413, send(post("x".repeat(10 * 1024 * 1024 + 1))).statusCode());
    }

    @Test
    void a_function_that_takes_too_long_for_the_gateway_is_a_timeout() throws Exception {
        try (Gateway impatient = gateway(Duration.ofMillis(100))) {
            var response = send(HttpRequest.newBuilder(impatient.endpoint().resolve("/slow")));

            assertEquals(504, response.statusCode());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(uri("/open")).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private URI uri(String path) {
        return URI.create(gateway.endpoint() + path);
    }
}
