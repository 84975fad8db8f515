package llmtwin.crawl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Tells which content can become text, by what the server declares and, where it declares nothing, by the bytes.
final class MediaType {
    private static final Set<String> READABLE = Set.of(
            "text/html",
            "application/xhtml+xml",
            "text/plain",
            "text/markdown",
            "text/x-markdown",
            "application/pdf",
            // Archives are taken apart by a later stage.
            "application/zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static final Set<String> SAYS_NOTHING =
            Set.of("", "application/octet-stream", "binary/octet-stream", "application/x-download");
    private static final int HEAD = 1_024;

    private MediaType() {}

    static boolean isReadable(String contentType) {
        return READABLE.contains(essence(contentType));
    }

    /// What is declared, exactly; or what the bytes look like if nothing is.
    static String of(String declared, byte[] body) {
        if (!SAYS_NOTHING.contains(essence(declared))) {
            return declared;
        }
        var head = new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.ISO_8859_1);
        var start = head.stripLeading().toLowerCase(Locale.ROOT);
        if (head.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "text/html";
        }
        // No control characters and not empty: text, if nobody says otherwise.
        return declared.isEmpty()
                        && !head.isBlank()
                        && head.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c))
                ? "text/plain"
                : declared;
    }

    /// The type without its parameters, in lower case.
    static String essence(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
