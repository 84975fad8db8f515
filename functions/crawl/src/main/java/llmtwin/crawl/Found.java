package llmtwin.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import llmtwin.core.Seen;
import llmtwin.core.Unread;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entry;
import org.jspecify.annotations.Nullable;

/// What a source kind made of an address. Trouble that may pass is an exception instead.
sealed interface Found
        permits Found.Content,
                Found.Listed,
                FetchOutcome.NotModified,
                FetchOutcome.Gone,
                FetchOutcome.Closed,
                FetchOutcome.Refused,
                FetchOutcome.ComeLater {
    /// The address is a document.
    ///
    /// @param facts what the next stage should know beside what every document tells
    /// @param links the articles of the site that it points at, in its order
    /// @param notice what its owner should know, such as that some was left out; null if nothing
    record Content(
            FetchOutcome.Fetched fetched,
            Map<String, String> facts,
            List<URI> links,
            @Nullable String notice) implements Found {
        public Content {
            facts = Map.copyOf(facts);
            links = List.copyOf(links);
        }
    }

    /// The address leads to documents and is none itself.
    ///
    /// @param extent how far its silence about a document means something, once what is unread was read as well
    /// @param problem what kept some from being found; null if nothing did
    /// @param validators by which to ask whether the list has changed; none if it is put together from several
    /// @param unread what there was no time for
    record Listed(
            List<Entry> entries, Extent extent, @Nullable String problem, Validators validators, Unread unread)
            implements Found {
        public Listed {
            entries = List.copyOf(entries);
        }

        /// One that was read to its end, or as far as it can be.
        Listed(List<Entry> entries, Extent extent, @Nullable String problem, Validators validators) {
            this(entries, extent, problem, validators, Unread.NOTHING);
        }
    }

    /// How much of a source a list shows.
    enum Extent {
        /// All that it has, as a sitemap does.
        EVERYTHING,
        /// Nothing older than the oldest that it names, as a feed does.
        NEWEST,
        /// Some of it; nobody knows which.
        SOME;

        /// What the list says about documents, also about those that it does not name.
        ///
        /// @param entries all that it names, in its order
        Seen seen(List<Entry> entries) {
            var addresses =
                    entries.stream().map(entry -> entry.url().toString()).collect(Collectors.toSet());
            return switch (this) {
                case EVERYTHING -> Seen.everything(addresses);
                case NEWEST -> new Seen(addresses, oldest(entries));
                case SOME -> Seen.some(addresses);
            };
        }

        /// From when on a feed shows everything. That is known only if it is in order: by publication, or by
        /// the latest change, which never is before the publication. Anything else says nothing, such as a feed
        /// with a pinned old entry.
        private static Instant oldest(List<Entry> entries) {
            if (isNewestFirst(entries, Entry::published)) {
                return Objects.requireNonNull(entries.getLast().published());
            }
            return isNewestFirst(entries, Entry::latest)
                    ? Objects.requireNonNull(entries.getLast().latest())
                    : Instant.MAX;
        }

        private static boolean isNewestFirst(List<Entry> entries, Function<Entry, @Nullable Instant> date) {
            var dates = entries.stream().map(date).toList();
            if (dates.isEmpty() || dates.contains(null)) {
                return false;
            }
            for (int i = 1; i < dates.size(); i++) {
                if (dates.get(i).isAfter(dates.get(i - 1))) {
                    return false;
                }
            }
            return true;
        }
    }
}
