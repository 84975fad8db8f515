package llmtwin.crawl;

import java.time.Instant;
import java.util.Optional;

/// The robots.txt files that all crawls have seen lately, so that each site is asked once a day and not once by every
/// crawl.
interface RobotsMemory {
    /// Empty if none is known or the one known is too old.
    ///
    /// @param site scheme, host and port, as in `https://example.org`
    Optional<RobotsFile> load(String site, Instant now);

    void save(String site, RobotsFile file);

    /// A robots.txt as it was sent; empty if the site has none.
    final class RobotsFile {
        private final byte[] body;
        private final Instant until;

        /// @param until how long it holds
        RobotsFile(byte[] body, Instant until) {
            this.body = body.clone();
            this.until = until;
        }

        byte[] body() {
            return body.clone();
        }

        Instant until() {
            return until;
        }
    }
}
