package llmtwin.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import llmtwin.core.AddressSet;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.FeedEntry;
import llmtwin.core.MessageQueue;
import llmtwin.core.Seen;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Vanished;
import llmtwin.crawl.Discovery.Entry;
import org.jspecify.annotations.Nullable;

/// Asks for every document of a source: those that its list names, and those known from before that it names
/// no more.
/// Whether one has changed is for its own server to say, not for the list.
final class Lists {
    private final Documents documents;
    private final Vanished vanished;
    private final MessageQueue<CrawlRequest> queue;

    Lists(Documents documents, Vanished vanished, MessageQueue<CrawlRequest> queue) {
        this.documents = documents;
        this.vanished = vanished;
        this.queue = queue;
    }

    /// After the list was read.
    ///
    /// @param asked when somebody asked for the source
    /// @param began when this crawl began
    /// @param entries those to take, the most important first
    /// @param seen all that the list says
    void spread(Source source, Instant asked, Instant began, List<Entry> entries, Seen seen) {
        var known = pages(source);
        vanished.compare(known, seen, began);
        ask(source, asked, began, toBeAsked(source, asked, entries, known), known);
    }

    /// After a part of the list was read, of which this is to be taken.
    void ask(Source source, Instant asked, List<Entry> entries) {
        var known = documents.ofSource(source.twin(), source.id());
        var named = toBeAsked(source, asked, entries, known);
        queue.send(named.stream().map(entry -> request(source, entry, asked)).toList());
    }

    /// After the last part of the list was read.
    ///
    /// @param named those that were asked for; null if they are too many to tell
    /// @param tellsAll whether what the list does not name is missing
    void end(Source source, Instant asked, Instant began, @Nullable AddressSet named, boolean tellsAll) {
        var known = documents.ofSource(source.twin(), source.id());
        if (named != null) {
            var addresses = known.stream()
                    .map(document -> document.origin().address())
                    .filter(named::contains)
                    .collect(Collectors.toSet());
            vanished.compare(known, tellsAll ? Seen.everything(addresses) : Seen.some(addresses), began);
        }
        var rest = known.stream()
                .filter(document -> named == null
                        ? document.updated().isBefore(began)
                        : !named.contains(document.origin().address()))
                .toList();
        ask(source, asked, began, List.of(), rest);
        if (rest.isEmpty() && !known.isEmpty()) {
            end(source, began);
        }
    }

    private List<Entry> toBeAsked(Source source, Instant asked, List<Entry> entries, List<Document> known) {
        var byAddress = known.stream()
                .collect(Collectors.toMap(document -> document.origin().address(), Function.identity()));
        return entries.stream()
                .filter(entry -> isToBeAsked(entry.url(), source, asked, byAddress))
                .toList();
    }

    /// After the list turned out to be as it was.
    void again(Source source, Instant asked, Instant began) {
        ask(source, asked, began, List.of(), pages(source));
    }

    /// Without what archives in it hold: no list names that, and nobody can be asked for it.
    private List<Document> pages(Source source) {
        return documents.ofSource(source.twin(), source.id()).stream()
                .filter(document -> document.origin().isPage())
                .toList();
    }

    private boolean isToBeAsked(URI url, Source source, Instant asked, Map<String, Document> known) {
        if (known.containsKey(url.toString())) {
            return true;
        }
        var page = Page.at(url, source.twin(), source.id(), documents);
        return documents.announce(page.ref(), page.origin(), asked)
                // Another source knows it already.
                || page.known()
                        .filter(document -> document.state() != State.DELETED)
                        .isPresent();
    }

    private void ask(Source source, Instant asked, Instant began, List<Entry> named, List<Document> known) {
        var requests = new LinkedHashMap<URI, CrawlRequest>();
        named.forEach(entry -> requests.put(entry.url(), request(source, entry, asked)));
        known.stream()
                // Its own address has just been visited.
                .filter(document -> !address(document).equals(source.url()))
                .forEach(document -> requests.putIfAbsent(
                        address(document),
                        request(source, address(document), asked).saidBy(saidBefore(document))));
        queue.send(List.copyOf(requests.values()));
        if (known.stream().anyMatch(document -> requests.containsKey(address(document)))) {
            end(source, began);
        }
    }

    /// Has it looked after what has vanished.
    void end(Source source, Instant began) {
        queue.send(List.of(new CrawlRequest(source.twin(), source.id(), source.url(), Target.SWEEP, began, null, 0)));
    }

    /// A list that no longer names a document said something about it once.
    private static @Nullable FeedEntry saidBefore(Document document) {
        var metadata = document.metadata();
        var said = metadata == null ? FeedEntry.NONE : FeedEntry.of(metadata);
        return said.equals(FeedEntry.NONE) ? null : said;
    }

    private static URI address(Document document) {
        return URI.create(document.origin().address());
    }

    private static CrawlRequest request(Source source, Entry entry, Instant asked) {
        return request(source, entry.url(), asked)
                .following(source.reach().depth())
                .saidBy(entry.said());
    }

    private static CrawlRequest request(Source source, URI url, Instant asked) {
        return new CrawlRequest(source.twin(), source.id(), url, Target.DOCUMENT, asked, null, 0);
    }
}
