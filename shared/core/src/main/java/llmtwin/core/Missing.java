package llmtwin.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// That a document is no longer at its source: it is erased unless it is seen again in time.
///
/// @param since when that was found first; cut to milliseconds
/// @param cause how that was found; only what contradicts it takes the mark away
public record Missing(Instant since, Cause cause) {
    public Missing {
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    /// How a document turned out to be missing.
    public enum Cause {
        /// A visit to its address was told that there is nothing any more.
        GONE,
        /// A list that shows everything its source has does not name it.
        UNLISTED;

        /// The name in the ledger.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
