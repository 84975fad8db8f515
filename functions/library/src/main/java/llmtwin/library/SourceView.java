package llmtwin.library;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import org.jspecify.annotations.Nullable;

/// A source as the API shows it.
///
/// @param interval zero for an uploaded archive, which is not crawled
/// @param nextCrawl of an uploaded archive, when what left it will be erased; null if nothing did
/// @param status `queued`, `crawled`, `failed` or `erasing`
record SourceView(
        SourceId id,
        URI url,
        String status,
        @Nullable String problem,
        int found,
        Duration interval,
        int depth,
        int limit,
        Instant added,
        @Nullable Instant nextCrawl) {
    static SourceView of(Source source) {
        return new SourceView(
                source.id(),
                source.url(),
                source.status().label(),
                source.problem(),
                source.found(),
                source.interval(),
                source.reach().depth(),
                source.reach().limit(),
                source.added(),
                source.nextCrawl());
    }
}
