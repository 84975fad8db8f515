package llmtwin.crawl;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import llmtwin.core.FeedEntry;
import llmtwin.crawl.Discovery.Entry;
import org.jspecify.annotations.Nullable;

/// One entry of a feed.
///
/// @param url of the document it stands for
/// @param published as the feed writes it; null if it does not say
/// @param modified as the feed writes it; null if it does not say
/// @param said what the document's metadata may take from it
/// @param text what the feed has of the document itself; taken out of the feed when it is asked for
record FeedItem(
        URI url,
        @Nullable String published,
        @Nullable String modified,
        FeedEntry said,
        Supplier<Optional<FeedText>> text) {
    Entry entry() {
        return new Entry(url, ListingDate.latest(published), ListingDate.latest(modified), said);
    }
}
