package llmtwin.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import llmtwin.core.Validators;
import llmtwin.crawl.FetchOutcome.ComeLater;
import llmtwin.crawl.FetchOutcome.Fetched;
import llmtwin.crawl.Http.Unreachable;
import llmtwin.crawl.PoliteHttp.HostBusy;
import org.jspecify.annotations.Nullable;

/// The whole texts that feeds have, remembered for some minutes: where one page of a site is closed, the next one
/// of the same feed is, too.
final class FeedTexts {
    private static final Duration FRESH = Duration.ofMinutes(5);
    /// Of all remembered feeds together; the last one read is always remembered.
    private static final long MAX_CHARS = 16_000_000;

    private final Fetcher fetcher;
    private final int maxBytes;
    private final InstantSource clock;
    private final Map<URI, ReentrantLock> reading = new ConcurrentHashMap<>();
    private final Map<URI, Known> feeds = new LinkedHashMap<>();

    FeedTexts(Fetcher fetcher, int maxBytes, InstantSource clock) {
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    private record Known(Map<URI, FeedText> texts, Instant until) {
        long chars() {
            return texts.values().stream()
                    .mapToLong(text -> text.body().length())
                    .sum();
        }
    }

    /// What the feed has of a document; empty if that is not all of it, or the feed may not be fetched.
    ///
    /// @throws Unreachable if the feed cannot be had now
    Optional<FeedText> find(URI feed, URI document, Visit visit) throws IOException, HostBusy {
        // One visit reads, the others of this process wait for it.
        var lock = reading.computeIfAbsent(feed, _ -> new ReentrantLock());
        lock.lock();
        try {
            var known = known(feed);
            if (known == null) {
                known = new Known(texts(feed, visit), clock.instant().plus(FRESH));
                remember(feed, known);
            }
            return Optional.ofNullable(known.texts().get(document));
        } finally {
            lock.unlock();
            reading.remove(feed, lock);
        }
    }

    private synchronized @Nullable Known known(URI feed) {
        var known = feeds.get(feed);
        return known == null || known.until().isBefore(clock.instant()) ? null : known;
    }

    private synchronized void remember(URI feed, Known known) {
        feeds.remove(feed);
        feeds.values().removeIf(other -> other.until().isBefore(clock.instant()));
        while (!feeds.isEmpty()
                && feeds.values().stream().mapToLong(Known::chars).sum() + known.chars() > MAX_CHARS) {
            feeds.remove(feeds.keySet().iterator().next());
        }
        feeds.put(feed, known);
    }

    private Map<URI, FeedText> texts(URI feed, Visit visit) throws IOException, HostBusy {
        return switch (fetcher.fetch(feed, Validators.NONE, visit)) {
            case Fetched fetched -> texts(fetched);
            case ComeLater(var reason, var _) -> throw new Unreachable(feed + " answers " + reason);
            case FetchOutcome.NotModified _, FetchOutcome.Gone _, FetchOutcome.Closed _, FetchOutcome.Refused _ ->
                Map.of();
        };
    }

    private Map<URI, FeedText> texts(Fetched fetched) throws IOException {
        var texts = new HashMap<URI, FeedText>();
        for (var item : Listing.items(fetched.body(), fetched.contentType(), fetched.url(), maxBytes)) {
            item.text().get().filter(FeedText::isWhole).ifPresent(text -> {
                texts.putIfAbsent(item.url(), text);
                texts.putIfAbsent(ProfileFeed.untracked(item.url()), text);
            });
        }
        return texts;
    }
}
