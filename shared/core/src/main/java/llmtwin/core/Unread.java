package llmtwin.core;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a source's list one visit did not get to.
///
/// @param feedPages where feeds go on
/// @param sitemaps in the order to read them
/// @param within what the documents named there have to stand under; null if all of them belong to the source
public record Unread(
        List<URI> feedPages, List<URI> sitemaps, @Nullable URI within) {
    /// Everything was read.
    public static final Unread NOTHING = new Unread(List.of(), List.of(), null);

    public Unread {
        feedPages = List.copyOf(feedPages);
        sitemaps = List.copyOf(sitemaps);
    }

    public boolean isEmpty() {
        return feedPages.isEmpty() && sitemaps.isEmpty();
    }
}
