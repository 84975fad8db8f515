package llmtwin.crawl;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.ContentStore.TooLarge;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.FeedEntry;
import llmtwin.core.MessageQueue;
import llmtwin.core.Missing;
import llmtwin.core.RawFacts;
import llmtwin.core.Sha256;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import llmtwin.crawl.FetchOutcome.Fetched;
import org.jspecify.annotations.Nullable;

/// Keeps fetched pages: their bytes in the content store, which starts the next stage, then the fact in the ledger.
final class Pages {
    /// The attribute of a stored page that says how many links may lead on from it.
    static final String DEPTH = "depth";

    private static final Pattern NUMBER = Pattern.compile("[0-9]");

    private final Documents documents;
    private final ContentStore content;
    private final MessageQueue<EraseRequest> erasures;
    private final InstantSource clock;

    Pages(Documents documents, ContentStore content, MessageQueue<EraseRequest> erasures, InstantSource clock) {
        this.documents = documents;
        this.content = content;
        this.erasures = erasures;
        this.clock = clock;
    }

    /// @param handler the kind of source that brought it
    /// @param facts what the next stage should know of this one beside what every document tells
    /// @param entry what the feed that led to it says about it; null if none did
    /// @param observed when the visit began
    /// @return why there is nothing to read in it; empty if it was kept or is kept already
    Optional<String> keep(
            Page page,
            Fetched fetched,
            String handler,
            Map<String, String> facts,
            @Nullable FeedEntry entry,
            Instant observed) {
        var body = fetched.body();
        var type = MediaType.of(fetched.contentType(), body);
        if (body.length == 0) {
            return refused(page, "the page is empty");
        }
        if (!MediaType.isReadable(type)) {
            var named = MediaType.essence(type);
            return refused(page, (named.isEmpty() ? "content of no declared type" : named) + " is not text");
        }
        store(page, fetched, type, new RawFacts(page.origin(), observed, fetched.url(), handler, entry, null), facts);
        return Optional.empty();
    }

    /// How many links might lead on from the page when it was read last; 0 if it never was, or nobody knows.
    int depth(Page page) {
        return page.known()
                .map(Document::contentKey)
                .flatMap(this::stored)
                .map(object -> object.attributes().getOrDefault(DEPTH, ""))
                .filter(depth -> NUMBER.matcher(depth).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Optional<StoredObject> stored(ContentKey key) {
        try {
            return content.load(key, Integer.MAX_VALUE);
        } catch (TooLarge _) {
            // No page that was fetched is.
            return Optional.empty();
        }
    }

    /// Keeps a document that was put together here ([llmtwin.core.Piece]); no server can send one.
    ///
    /// @param handler who put it together
    /// @param entry what the feed says about it
    void keepPiece(Page page, Fetched piece, String handler, FeedEntry entry, Instant observed) {
        var facts = new RawFacts(page.origin(), observed, piece.url(), handler, entry, null);
        store(page, piece, piece.contentType(), facts, Map.of());
    }

    private void store(Page page, Fetched fetched, String type, RawFacts facts, Map<String, String> more) {
        var body = fetched.body();
        var version = new Version(Sha256.of(body), facts.observed());
        if (page.hasRead(version.content())) {
            unchanged(page, fetched.validators());
            return;
        }
        content.save(
                new ContentKey.Raw(page.ref(), version.content()),
                new StoredObject(body, type, facts.toAttributes(more)));
        advance(page, version, new Step.Fetched(fetched.validators()));
    }

    void unchanged(Page page, Validators validators) {
        documents.unchanged(page.ref(), validators, clock.instant());
    }

    /// Tells the owner something about a document that is there all the same.
    void note(Page page, String notice) {
        documents.note(page.ref(), notice, clock.instant());
    }

    /// The visit brought nothing and never will: says so.
    Optional<String> refused(Page page, String reason) {
        documents.fruitless(page.ref(), page.origin(), new Step.Skipped(reason), clock.instant());
        return Optional.of(reason);
    }

    /// There is nothing any more at the address. What was read there stays until it has been missing for long.
    void gone(Page page, String reason, Instant observed) {
        if (page.wasRead()) {
            documents.missing(page.ref(), new Missing(observed, Missing.Cause.GONE), reason);
        } else {
            documents.fruitless(page.ref(), page.origin(), new Step.Skipped(reason), observed);
        }
    }

    /// The address is a list of documents and none itself, whatever was believed while it could not be read.
    void isNone(Page page, Instant observed) {
        if (page.known().filter(document -> document.version() == null).isPresent()) {
            advance(page, new Version(Sha256.of(""), observed), new Step.Deleted());
        }
    }

    private void advance(Page page, Version version, Step step) {
        boolean advanced = documents.advance(page.ref(), page.origin(), version, step, clock.instant());
        if (!advanced) {
            // Deleted while it was fetched: what was just written must not stay.
            erasures.send(documents.document(page.ref()).flatMap(EraseRequest::again).stream()
                    .toList());
        }
    }
}
