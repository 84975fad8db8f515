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

    /// There is something, but not for this crawler.
    sealed interface Closed extends FetchOutcome, Found {
        /// What stands in the way.
        String obstacle();

        /// The same, with what its owner can do about it.
        default String reason() {
            return obstacle();
        }
    }

    /// A bot check, a login or a question for consent stands there instead, or the site refuses.
    ///
    /// @param advice for its owner; empty if there is none
    record Walled(String obstacle, String advice) implements Closed {
        @Override
        public String reason() {
            return advice.isEmpty() ? obstacle : obstacle + ", " + advice;
        }
    }

    /// A rule of robots.txt forbids it, so it was not asked for.
    ///
    /// @param robots where the rule stands
    record Disallowed(URI robots, RobotsRules.Rule rule, String obstacle) implements Closed {}

    /// There is nothing to have: not public, too large, leading nowhere.
    record Refused(String reason) implements FetchOutcome, Found {}

    /// The site asks to come again later.
    record ComeLater(String reason, Duration delay) implements FetchOutcome, Found {}
}
