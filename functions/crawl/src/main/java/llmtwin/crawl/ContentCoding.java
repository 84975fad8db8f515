package llmtwin.crawl;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Undoes what `Content-Encoding` says was done to a body. Decodes while it is read, so that a reader who stops
/// at a limit never holds more than that.
final class ContentCoding {
    /// What may be asked for.
    static final String ACCEPTED = "gzip, deflate";

    private static final int MAX_CODINGS = 3;

    private ContentCoding() {}

    /// @throws IOException if the body is not coded as it says, or in a way nobody asked for
    static InputStream decoded(InputStream body, String codings) throws IOException {
        var applied = List.of(codings.toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        if (applied.size() > MAX_CODINGS) {
            throw new IOException("coded " + applied.size() + " times");
        }
        var decoded = body;
        for (var coding : applied.reversed()) {
            decoded = switch (coding.strip()) {
                case "", "identity" -> decoded;
                case "gzip", "x-gzip" -> gunzipped(decoded);
                case "deflate" -> inflated(decoded);
                default -> throw new IOException("content coding " + coding + " was not asked for");
            };
        }
        return decoded;
    }

    private static InputStream gunzipped(InputStream body) throws IOException {
        var buffered = new BufferedInputStream(body);
        // A redirect or a 304 may say gzip and have no body.
        return isEmpty(buffered) ? buffered : new GZIPInputStream(buffered);
    }

    /// Zlib as the standard says, or bare as some servers do (RFC 9110, section 8.4.1.2).
    private static InputStream inflated(InputStream body) throws IOException {
        var buffered = new BufferedInputStream(body);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        boolean bare = (first & 0x0F) != 8;
        return first < 0 ? buffered : new InflaterInputStream(buffered, new Inflater(bare));
    }

    private static boolean isEmpty(BufferedInputStream body) throws IOException {
        body.mark(1);
        boolean empty = body.read() < 0;
        body.reset();
        return empty;
    }
}
