package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Asks the crawl function to visit one address, or to look over a source after its documents were visited.
///
/// @param target what the address is: a source of any kind, or one document found in a source
/// @param asked when somebody asked for the source; for [Target#SWEEP] when the crawl began that it ends
/// @param modified when the feed or sitemap says the document changed; null if it does not say
/// @param attempt 0 at first; counts the visits put off by the site (busy, asked to come later)
/// @param depth how many links further may be followed from a document; 0 in messages of older senders
/// @param inTurn whether it was told to come now, after its host was busy: such a visit waits for its host
/// @param entry what the feed that led to a document says about it; null if none did, and in messages of older senders
public record CrawlRequest(
        TwinId twin,
        SourceId source,
        URI url,
        Target target,
        Instant asked,
        @Nullable Instant modified,
        int attempt,
        int depth,
        boolean inTurn,
        @Nullable FeedEntry entry) {
    /// What an address stands for.
    public enum Target {
        SOURCE,
        DOCUMENT,
        /// No visit: once every document of the source was visited, those that have vanished are erased.
        SWEEP
    }

    /// One that follows no links.
    public CrawlRequest(
            TwinId twin,
            SourceId source,
            URI url,
            Target target,
            Instant asked,
            @Nullable Instant modified,
            int attempt) {
        this(twin, source, url, target, asked, modified, attempt, 0, false, null);
    }

    public CrawlRequest again() {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt + 1, depth, false, entry);
    }

    /// The same once its host has time for it.
    public CrawlRequest whenItIsItsTurn() {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, depth, true, entry);
    }

    /// The same, from which links lead on.
    public CrawlRequest following(int links) {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, links, inTurn, entry);
    }

    /// The same with what a feed says about the document.
    public CrawlRequest saidBy(@Nullable FeedEntry feed) {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, depth, inTurn, feed);
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no crawl request
    public static CrawlRequest fromJson(String json) {
        return Json.read(json, CrawlRequest.class);
    }
}
