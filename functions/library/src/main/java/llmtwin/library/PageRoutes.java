package llmtwin.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.TwinId;

/// The console page and the description of the API.
final class PageRoutes {
    private final String console = resource("console.html");
    private final String openApi = resource("openapi.json");
    private final ContentStore content;

    PageRoutes(ContentStore content) {
        this.content = content;
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/", _ -> console()),
                Route.open("GET", "/openapi.json", _ -> Response.text(200, "application/json", openApi)));
    }

    private Response console() {
        return Response.text(200, "text/html; charset=utf-8", console)
                .with("Content-Security-Policy", contentSecurityPolicy())
                .with("Referrer-Policy", "no-referrer");
    }

    /// Nothing but the page's own script and style runs, and it may talk to this API and to where uploads go.
    private String contentSecurityPolicy() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src '" + hash(between(console, "<script>", "</script>")) + "'",
                "style-src '" + hash(between(console, "<style>", "</style>")) + "'",
                "img-src data:",
                "connect-src 'self' " + uploadOrigin(),
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    private String uploadOrigin() {
        var anyone = new ContentKey.Upload(new TwinId("console"), "origin.md");
        URI link = content.uploadLink(anyone, Map.of(), Duration.ofMinutes(1)).url();
        return link.getScheme() + "://" + link.getRawAuthority();
    }

    private static String hash(String source) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String resource(String name) {
        try (var stream = PageRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
