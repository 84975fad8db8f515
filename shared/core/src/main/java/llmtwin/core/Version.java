package llmtwin.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// One state of a document's content. Ordered by when it was seen, then by content, so that messages which come
/// late, twice or out of order agree on which version is the newest.
///
/// @param content hash of the raw bytes
/// @param observed when these bytes were seen at their origin; cut to milliseconds
public record Version(Sha256 content, Instant observed) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparing(Version::observed).thenComparing(Version::content);

    public Version {
        observed = observed.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
