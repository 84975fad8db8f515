package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Asks the crawl function to visit one address.
///
/// @param target what the address is: a source of any kind, or one document found in a source
/// @param asked when somebody asked for the source
/// @param modified when the feed or sitemap says the document changed; null if it does not say
/// @param attempt 0 at first; counts the visits put off by the site (busy, asked to come later)
public record CrawlRequest(
        TwinId twin,
        SourceId source,
        URI url,
        Target target,
        Instant asked,
        @Nullable Instant modified,
        int attempt) {
    /// What an address stands for.
    public enum Target {
        SOURCE,
        DOCUMENT
    }

    public CrawlRequest again() {
        return new CrawlRequest(twin, source, url, target, asked, modified, attempt + 1);
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no crawl request
    public static CrawlRequest fromJson(String json) {
        return Json.read(json, CrawlRequest.class);
    }
}
