package llmtwin.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where writing comes from, crawled again and again.
///
/// @param added when somebody last asked for it
/// @param url its address; [Origin#UPLOAD] and a name for an uploaded archive
/// @param interval between two crawls; zero for an uploaded archive, which is never crawled
/// @param nextCrawl when it is due; of an archive, when it has to be seen to that what left it is erased; null if
///     nobody has to come back
/// @param problem what went wrong at the last crawl, in words for its owner; null if nothing did
/// @param found how many addresses the last good crawl found in it
/// @param validators of its own address, for feeds and sitemaps
/// @param reach how much of it is wanted
public record Source(
        TwinId twin,
        SourceId id,
        URI url,
        Instant added,
        Duration interval,
        @Nullable Instant nextCrawl,
        Status status,
        @Nullable String problem,
        int found,
        Validators validators,
        Reach reach) {
    /// What is going on with a source.
    public enum Status {
        QUEUED,
        CRAWLED,
        FAILED,
        ERASING;

        /// The name in the ledger and the API.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Just asked for, due at once, of the usual reach.
    public static Source asked(TwinId twin, URI url, Duration interval, Instant now) {
        return asked(twin, url, interval, Reach.USUAL, now);
    }

    /// Just asked for, due at once.
    public static Source asked(TwinId twin, URI url, Duration interval, Reach reach, Instant now) {
        return new Source(
                twin, SourceId.of(twin, url), url, now, interval, now, Status.QUEUED, null, 0, Validators.NONE, reach);
    }

    /// An uploaded archive, which changes only when somebody uploads it again.
    ///
    /// @param address [Origin#UPLOAD] and the archive's name
    public static Source ofArchive(TwinId twin, String address, Instant now) {
        var url = uri(address);
        return new Source(
                twin,
                SourceId.of(twin, url),
                url,
                now,
                Duration.ZERO,
                null,
                Status.QUEUED,
                null,
                0,
                Validators.NONE,
                Reach.USUAL);
    }

    /// Whether there is something to visit, unlike in an uploaded archive.
    public boolean isCrawled() {
        return !interval.isZero();
    }

    /// The id of the source that a document at this address would be, if it were one.
    public static SourceId idOf(TwinId twin, String address) {
        return SourceId.of(twin, address.startsWith(Origin.UPLOAD) ? uri(address) : URI.create(address));
    }

    private static URI uri(String address) {
        int colon = address.indexOf(':');
        try {
            return new URI(address.substring(0, colon), address.substring(colon + 1), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + address + "' is no address of an upload", e);
        }
    }
}
