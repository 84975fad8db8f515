package llmtwin.local.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import llmtwin.core.Sha256;

/// A web site on this machine whose pages a test decides.
final class TestSite implements AutoCloseable {
    private record Page(int status, String type, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger notModified = new AtomicInteger();

    TestSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    TestSite page(String path, String html) {
        return put(path, 200, "text/html; charset=utf-8", html, Map.of());
    }

    TestSite put(String path, int status, String type, String body, Map<String, String> headers) {
        pages.put(path, new Page(status, type, body, headers));
        return this;
    }

    /// A page that says 304 to whoever has it already.
    TestSite versioned(String path, String html) {
        return put(path, 200, "text/html; charset=utf-8", html, Map.of("ETag", "\"" + Sha256.of(html) + "\""));
    }

    TestSite gone(String path) {
        return put(path, 404, "text/plain", "nothing here", Map.of());
    }

    TestSite moved(String path, String to) {
        return put(path, 301, "text/plain", "", Map.of("Location", to));
    }

    /// How many requests were told that nothing has changed.
    int notModified() {
        return notModified.get();
    }

    /// Method and path of every request so far, robots.txt left out.
    List<String> requests() {
        return requests.stream()
                .filter(request -> !request.endsWith("/robots.txt"))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            var page = pages.getOrDefault(path, new Page(404, "text/plain", "nothing here", Map.of()));
            exchange.getResponseHeaders().set("Content-Type", page.type());
            page.headers().forEach(exchange.getResponseHeaders()::set);
            var etag = page.headers().get("ETag");
            if (etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                notModified.incrementAndGet();
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            var body = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
