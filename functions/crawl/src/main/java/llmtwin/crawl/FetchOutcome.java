package llmtwin.crawl;

import java.net.URI;
import java.time.Duration;
import llmtwin.core.Validators;

/// What a visit to one address brought. Trouble that may pass is an exception instead.
sealed interface FetchOutcome {
    /// The content is there.
    final class Fetched implements FetchOutcome {
        private final URI url;
        private final String contentType;
        private final byte[] body;
        private final Validators validators;

        /// @param url where it was in the end
        /// @param contentType exactly as the server declares it; empty if it does not
        Fetched(URI url, String contentType, byte[] body, Validators validators) {
            this.url = url;
            this.contentType = contentType;
            this.body = body.clone();
            this.validators = validators;
        }

        URI url() {
            return url;
        }

        String contentType() {
            return contentType;
        }

        byte[] body() {
            return body.clone();
        }

        Validators validators() {
            return validators;
        }
    }

    /// Nothing has changed since the last visit.
    record NotModified(Validators validators) implements FetchOutcome, Found {}

    /// There is nothing any more.
    record Gone(String reason) implements FetchOutcome, Found {}

    /// There is nothing to have: forbidden, too large, leading nowhere.
    record Refused(String reason) implements FetchOutcome, Found {}

    /// The site asks to come again later.
    record ComeLater(String reason, Duration delay) implements FetchOutcome, Found {}
}
