package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.Deflater;
import llmtwin.crawl.Http.Request;
import llmtwin.crawl.Http.Response;
import llmtwin.crawl.Http.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final List<String> resolved = new ArrayList<>();
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        resolved.add(host);
        if (host.equals("unknown.example")) {
            throw new UnknownHostException(host);
        }
        return host.endsWith(".example")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    private Response get(URI url, boolean allowLoopback, long maxBytes, Duration limit) throws IOException {
        return new GuardedHttp(new AddressGuard(this::resolve, allowLoopback))
                .send(new Request(url, Map.of("User-Agent", "test"), maxBytes, limit));
    }

    private Response get(URI url) throws IOException {
        return get(url, true, 1_000, Duration.ofSeconds(30));
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_under_the_name_that_was_asked() throws Exception {
        site.page("/", "text/plain", HELLO);

        var response = get(URI.create("http://site.example:" + site.port() + "/"));

        assertArrayEquals(HELLO, response.body());
        assertEquals(List.of("site.example"), resolved);
        assertEquals(
                "site.example:" + site.port(),
                site.visits().getFirst().headers().getFirst("Host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "site.example", "localhost"})
    void a_host_that_is_not_public_sees_no_connection(String host) {
        var url = URI.create("http://" + host + ":" + site.port() + "/");

        assertThrows(AddressGuard.NotPublic.class, () -> get(url, false, 10, Duration.ofSeconds(30)));

        assertEquals(List.of(), site.visits());
        assertEquals(1, resolved.size());
    }

    @Test
    void redirects_are_told_and_not_followed() throws Exception {
        site.redirect("/a", "/b");

        var response = get(site.url("/a"));

        assertEquals(302, response.status());
        assertEquals("/b", response.header("Location").orElse(""));
        assertEquals(List.of("/a"), site.paths());
    }

    @Test
    void a_body_is_unpacked_as_its_coding_says() throws Exception {
        var deflater = new Deflater();
        deflater.setInput(HELLO);
        deflater.finish();
        var zlib = new byte[100];
        var length = deflater.deflate(zlib);
        deflater.end();
        site.on("/gzip", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.send(exchange, 200, TestSite.gzipped(HELLO));
        });
        site.on("/deflate", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "deflate");
            TestSite.send(exchange, 200, Arrays.copyOf(zlib, length));
        });

        assertArrayEquals(HELLO, get(site.url("/gzip")).body());
        assertArrayEquals(HELLO, get(site.url("/deflate")).body());
    }

    @Test
    void no_more_is_read_than_allowed_however_far_it_would_unfold() throws Exception {
        var bomb = TestSite.gzipped(new byte[50_000_000]);
        site.on("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.send(exchange, 200, bomb);
        });
        site.page("/exact", "text/plain", new byte[1_000]);
        site.page("/over", "text/plain", new byte[1_001]);

        assertFalse(get(site.url("/bomb")).complete());
        assertEquals(1_000, get(site.url("/bomb")).body().length);
        assertTrue(get(site.url("/exact")).complete());
        assertFalse(get(site.url("/over")).complete());
    }

    @Test
    void a_body_that_never_ends_is_cut_off_by_time() throws Exception {
        var over = new CountDownLatch(1);
        site.on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        var problem =
                assertThrows(Unreachable.class, () -> get(site.url("/slow"), true, 1_000, Duration.ofMillis(100)));
        over.countDown();

        assertEquals("127.0.0.1 did not send everything within 1 s", problem.getMessage());
    }

    @Test
    void what_went_wrong_is_said_in_words() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        site.on("/", exchange -> exchange.close());
        site.on("/broken", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.send(exchange, 200, HELLO);
        });

        assertEquals("the name unknown.example cannot be resolved", problem("http://unknown.example/"));
        assertEquals("site.example takes no connection", problem("http://site.example:" + closed + "/"));
        assertEquals("the connection to 127.0.0.1 broke", problem(site.url("/").toString()));
        assertEquals(
                "the connection to 127.0.0.1 broke", problem(site.url("/broken").toString()));
    }

    @Test
    void a_server_that_fails_the_handshake_is_not_trusted() throws Exception {
        byte[] handshakeFailure = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28};
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = Thread.startVirtualThread(() -> answer(server, handshakeFailure));

            assertEquals(
                    "no secure connection to site.example: its certificate or its TLS is not valid",
                    problem("https://site.example:" + server.getLocalPort() + "/"));
            answering.join();
        }
    }

    private static void answer(ServerSocket server, byte[] bytes) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write(bytes);
            // Until the client hangs up: closing with its hello unread would reset the connection.
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String problem(String url) {
        return String.valueOf(
                assertThrows(Unreachable.class, () -> get(URI.create(url))).getMessage());
    }
}
