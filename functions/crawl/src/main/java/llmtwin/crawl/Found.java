package llmtwin.crawl;

import java.net.URI;
import java.util.List;
import java.util.Map;
import llmtwin.core.Validators;
import llmtwin.crawl.Discovery.Entry;
import org.jspecify.annotations.Nullable;

/// What a source kind made of an address. Trouble that may pass is an exception instead.
sealed interface Found
        permits Found.Content, Found.Listed, FetchOutcome.NotModified, FetchOutcome.Refused, FetchOutcome.ComeLater {
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
    /// @param extent how far its silence about a document means something
    /// @param problem what kept some from being found; null if nothing did
    /// @param validators by which to ask whether the list has changed; none if it is put together from several
    record Listed(
            List<Entry> entries, Extent extent, @Nullable String problem, Validators validators) implements Found {
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /// How much of a source a list shows.
    enum Extent {
        /// All that it has, as a sitemap does.
        EVERYTHING,
        /// Nothing older than the oldest that it names, as a feed does.
        NEWEST,
        /// Some of it; nobody knows which.
        SOME
    }
}
