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
/// @param list how far the list was read; null but for [Target#REST]
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
        @Nullable FeedEntry entry,
        @Nullable LongList list) {
    /// What an address stands for.
    public enum Target {
        SOURCE,
        DOCUMENT,
        /// What is left of the source's list, which was too long for one visit.
        REST,
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
        this(twin, source, url, target, asked, modified, attempt, 0, false, null, null);
    }

    /// The rest of a source's list.
    public static CrawlRequest rest(Source source, Instant asked, LongList list) {
        return new CrawlRequest(
                source.twin(), source.id(), source.url(), Target.REST, asked, null, 0, 0, false, null, list);
    }

    public CrawlRequest again() {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt + 1, depth, false, entry, list);
    }

    /// The same once its host has time for it.
    public CrawlRequest whenItIsItsTurn() {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, depth, true, entry, list);
    }

    /// The same, from which links lead on.
    public CrawlRequest following(int links) {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, links, inTurn, entry, list);
    }

    /// The same with what a feed says about the document.
    public CrawlRequest saidBy(@Nullable FeedEntry feed) {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt, depth, inTurn, feed, list);
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no crawl request
    public static CrawlRequest fromJson(String json) {
        return Json.read(json, CrawlRequest.class);
    }
}
