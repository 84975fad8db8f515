package llmtwin.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import llmtwin.core.ChatModel;
import llmtwin.core.ChatModel.Message;
import llmtwin.core.ChatModel.Role;
import llmtwin.core.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiChatModelTest {
    private static final List<Message> MESSAGES =
            List.of(new Message(Role.SYSTEM, "Be short."), new Message(Role.USER, "How many beds?"));
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<String> asked = new AtomicReference<>();
    private final AtomicReference<String> authorization = new AtomicReference<>();

    OpenAiChatModelTest() throws IOException {}

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:1, http://h:1/v1/chat/completions",
        "http://h:1/, http://h:1/v1/chat/completions",
        "http://h:1/v1, http://h:1/v1/chat/completions",
        "http://h:1/api/v1/, http://h:1/api/v1/chat/completions",
        "http://h:1/v1/chat/completions, http://h:1/v1/chat/completions"
    })
    void the_address_is_found_from_what_people_write(String url, String address) {
        assertEquals(address, OpenAiChatModel.address(url).toString());
    }

    @Test
    void the_messages_go_out_and_the_answer_comes_back() {
        answering(200, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Two [1].\"}}]}");

        var answer = model(PATIENT).complete(MESSAGES, 50);

        var request = Json.tree(asked.get());
        assertEquals("Two [1].", answer);
        assertEquals("tiny", request.get("model").stringValue());
        assertEquals(50, request.get("max_tokens").intValue());
        assertEquals(
                Json.tree(
                        "[{\"role\":\"system\",\"content\":\"Be short.\"},{\"role\":\"user\",\"content\":\"How many beds?\"}]"),
                request.get("messages"));
        assertEquals("Bearer secret", authorization.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503|{}",
                "401|{}",
                "200|no JSON",
                "200|{\"choices\":[]}",
                "200|{\"choices\":[{\"message\":{\"content\":\"\"}}]}"
            })
    void anything_but_an_answer_means_unavailable(int status, String body) {
        answering(status, body);

        assertThrows(ChatModel.Unavailable.class, () -> model(PATIENT).complete(MESSAGES, 50));
    }

    @Test
    void an_answer_without_end_means_unavailable() {
        answering(200, " ".repeat(1_000_001));

        assertThrows(ChatModel.Unavailable.class, () -> model(PATIENT).complete(MESSAGES, 50));
    }

    @Test
    void a_model_that_stops_in_the_middle_of_its_answer_means_unavailable() {
        serving(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            over.await();
        });

        var error = assertThrows(
                ChatModel.Unavailable.class, () -> model(Duration.ofMillis(300)).complete(MESSAGES, 50));

        assertTrue(String.valueOf(error.getMessage()).contains("no answer within"), error.getMessage());
    }

    private OpenAiChatModel model(Duration timeout) {
        return new OpenAiChatModel(
                "http://127.0.0.1:" + server.getAddress().getPort(), "tiny", Optional.of("secret"), timeout);
    }

    private void answering(int status, String body) {
        serving(exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void serving(Exchange answer) {
        server.createContext("/v1/chat/completions", exchange -> {
            try {
                answer.with(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    private interface Exchange {
        void with(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
