package llmtwin.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import llmtwin.core.FeedEntry;
import org.jspecify.annotations.Nullable;

/// What the content of a source turned out to be.
sealed interface Discovery {
    /// A feed or a sitemap: the documents it names, each once, in its order.
    ///
    /// @param isFeed whether it is a feed, which shows the newest; a sitemap shows all
    /// @param isWhole whether it came with its end; what broke off names only some
    /// @param home the page whose feed this is; null if it does not say
    /// @param next where older entries are; null if there is no such place
    record Entries(
            List<Entry> entries,
            boolean isFeed,
            boolean isWhole,
            @Nullable URI home,
            @Nullable URI next) implements Discovery {
        public Entries {
            entries = List.copyOf(entries);
        }

        static Entries ofSitemap(List<Entry> entries, boolean isWhole) {
            return new Entries(entries, false, isWhole, null, null);
        }

        /// @param home the page whose feed this is; null if it does not say
        /// @param next where older entries are; null if there is no such place
        static Entries ofFeed(List<Entry> entries, @Nullable URI home, @Nullable URI next) {
            return new Entries(entries, true, true, home, next);
        }
    }

    /// A sitemap of sitemaps.
    record Index(List<Entry> sitemaps) implements Discovery {
        public Index {
            sitemaps = List.copyOf(sitemaps);
        }
    }

    /// Neither: a document itself.
    record Page() implements Discovery {}

    /// One address in a list.
    ///
    /// @param published when it appeared, which says nothing about later changes; null if unknown
    /// @param modified when it changed last; null if unknown
    /// @param said what its feed says about it; null if the list is no feed
    record Entry(
            URI url,
            @Nullable Instant published,
            @Nullable Instant modified,
            @Nullable FeedEntry said) {
        /// One that no feed names.
        Entry(URI url, @Nullable Instant published, @Nullable Instant modified) {
            this(url, published, modified, null);
        }

        /// The same at another address.
        Entry at(URI other) {
            return new Entry(other, published, modified, said);
        }

        /// Newest first; those without a date last, in the order they had.
        static final Comparator<Entry> NEWEST_FIRST =
                Comparator.comparing(Entry::latest, Comparator.nullsLast(Comparator.reverseOrder()));

        /// The latest date it has.
        @Nullable
        Instant latest() {
            if (published == null || modified == null) {
                return modified == null ? published : modified;
            }
            return modified.isAfter(published) ? modified : published;
        }
    }
}
