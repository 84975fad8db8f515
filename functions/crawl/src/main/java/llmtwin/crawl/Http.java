package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends one request and reads one answer; follows nothing.
interface Http {
    /// @throws Unreachable if there is no answer; it may be there later
    /// @throws AddressGuard.NotPublic if the host may not be visited
    Response send(Request request) throws IOException;

    /// A GET, or a POST if there is something to post.
    ///
    /// @param maxBytes how much of the decoded body is read at most
    /// @param limit how long all of it may take
    /// @param post ASCII, sent as it is; null for a GET
    record Request(
            URI url,
            Map<String, String> headers,
            long maxBytes,
            Duration limit,
            @Nullable String post) {
        public Request {
            headers = Map.copyOf(headers);
        }

        Request(URI url, Map<String, String> headers, long maxBytes, Duration limit) {
            this(url, headers, maxBytes, limit, null);
        }
    }

    /// What came back.
    final class Response {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;
        private final boolean complete;

        /// @param headers names in lower case
        /// @param body decoded; may be cut, then it is not complete
        Response(int status, Map<String, String> headers, byte[] body, boolean complete) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
            this.complete = complete;
        }

        int status() {
            return status;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        byte[] body() {
            return body.clone();
        }

        boolean complete() {
            return complete;
        }
    }

    /// A host gave no answer now. The message is for the document's owner and names no internal thing.
    final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
