package llmtwin.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger of sources.
public interface Sources {
    /// Writes it, whatever was there.
    void save(Source source);

    Optional<Source> source(TwinId twin, SourceId id);

    /// By URL.
    List<Source> sources(TwinId twin);

    /// Of every twin, those whose next crawl is not after `now` and which are not being erased.
    List<Source> due(Instant now);

    /// Records a crawl of the source's own address; without effect on a source that was removed meanwhile.
    ///
    /// @param problem null if it went well; then the status becomes CRAWLED, else FAILED
    /// @param found ignored when there was a problem
    /// @param nextCrawl null if nobody has to come back
    void crawled(
            TwinId twin,
            SourceId id,
            @Nullable String problem,
            int found,
            Validators validators,
            @Nullable Instant nextCrawl);

    /// Records that a crawl goes on in another visit: until it ends the source is QUEUED again. Without effect on a
    /// source that was removed meanwhile.
    ///
    /// @param found so far
    void goesOn(TwinId twin, SourceId id, int found, Instant nextCrawl);

    /// Sets when somebody has to come back and nothing else; without effect on a source that is gone or being erased.
    ///
    /// @param nextCrawl null if nobody has to
    void comeBack(TwinId twin, SourceId id, @Nullable Instant nextCrawl);

    void remove(TwinId twin, SourceId id);
}
