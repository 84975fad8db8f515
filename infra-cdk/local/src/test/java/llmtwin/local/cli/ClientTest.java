package llmtwin.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            var answer = answers.remove();
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Client client() {
        return new Client(base, "key");
    }

    private void answer(int status, String body) {
        answers.add(new Answer(status, body));
    }

    @Test
    void a_busy_api_is_asked_again() {
        answer(429, "");
        answer(200, "{\"state\": \"searchable\"}");

        assertEquals(
                "searchable", client().read("/v1/documents/1").path("state").asString());
    }

    @Test
    void an_upload_goes_to_its_link_with_its_type() {
        answer(200, "{\"document\": \"d1\", \"url\": \"" + base + "/bucket/1.piece\"}");
        answer(503, "SlowDown");
        answer(200, "");

        var document = new Uploads(client()).add("1.piece", new byte[] {1}, "application/x-test");

        assertEquals("d1", document);
        assertEquals("PUT /bucket/1.piece application/x-test", asked.getLast());
    }

    @Test
    void what_will_never_be_taken_is_told_from_what_failed() {
        answer(415, "{\"title\": \"Unsupported\", \"detail\": \"not this\"}");
        answer(500, "oops");

        var refused = assertThrows(Refused.class, () -> new Uploads(client()).add("a.png", new byte[0], ""));
        assertEquals("Unsupported: not this", refused.getMessage());
        var failed = assertThrows(CommandFailed.class, () -> client().read("/v1/status"));
        assertEquals(CommandFailed.class, failed.getClass());
    }

    @Test
    void every_page_is_read() {
        answer(200, "{\"documents\": [{\"id\": \"1\"}], \"next\": \"a b\"}");
        answer(200, "{\"documents\": [{\"id\": \"2\"}], \"next\": null}");
        var ids = new ArrayList<String>();

        client().eachDocument(
                        "&text=link", document -> ids.add(document.path("id").asString()));

        assertEquals(List.of("1", "2"), ids);
        assertEquals("GET /v1/documents?limit=500&text=link&cursor=a+b null", asked.getLast());
    }

    @Test
    void what_is_gone_is_empty_or_fine() {
        answer(404, "");
        answer(404, "");

        assertEquals(Optional.empty(), client().download(base.resolve("/bucket/gone.json")));
        client().forget("/v1/documents/gone");
        assertEquals("DELETE /v1/documents/gone null", asked.getLast());
    }
}
