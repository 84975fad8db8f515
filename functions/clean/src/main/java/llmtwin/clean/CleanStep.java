package llmtwin.clean;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.ContentStore.TooLarge;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.Fingerprint;
import llmtwin.core.MessageQueue;
import llmtwin.core.Origin;
import llmtwin.core.Replay;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.UploadKind;
import org.jspecify.annotations.Nullable;

/// Cleans one stored object and records what came of it. The clean object is written first, so that the ledger never
/// says more than there is; running twice changes nothing.
///
/// A version without text (too short, or a duplicate) of a document that had one before is written with an empty
/// text: the next stage replaces the old passages by none and leaves the document's state alone. A version that
/// cannot be read leaves the passages of the one before it where they are. An archive is sent on to be unpacked.
final class CleanStep {
    private final ContentStore content;
    private final Documents documents;
    private final Replay replay;
    private final Replay unpacking;
    private final MessageQueue<EraseRequest> erasures;
    private final Cleaner cleaner;
    private final SiteBoilerplate sites;
    private final InstantSource clock;
    private final long maxBytes;

    CleanStep(
            ContentStore content,
            Documents documents,
            Replay replay,
            Replay unpacking,
            MessageQueue<EraseRequest> erasures,
            Cleaner cleaner,
            SiteSamples samples,
            InstantSource clock,
            long maxBytes) {
        this.content = content;
        this.documents = documents;
        this.replay = replay;
        this.unpacking = unpacking;
        this.erasures = erasures;
        this.cleaner = cleaner;
        this.sites = new SiteBoilerplate(samples, replay, clock);
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /// @param created when the object was written
    void clean(ContentKey key, Instant created) {
        var ref = refOf(key);
        if (ref == null) {
            return;
        }
        if (key instanceof ContentKey.Upload upload && isArchive(upload)) {
            unpacking.replay(key, created);
            return;
        }
        try {
            // An object that is gone was deleted meanwhile.
            content.load(key, maxBytes).ifPresent(object -> clean(key, RawDocument.of(key, ref, object, created)));
        } catch (TooLarge e) {
            giveUp(key, String.valueOf(e.getMessage()));
        }
    }

    /// An archive is read by the stage that unpacks it, and may be larger than a document.
    private static boolean isArchive(ContentKey.Upload upload) {
        return UploadKind.of(upload.name()).filter(UploadKind.ARCHIVE::equals).isPresent();
    }

    private void clean(ContentKey key, RawDocument raw) {
        var known = documents.document(raw.ref());
        if (known.map(Document::version)
                .filter(newest -> newest.compareTo(raw.version()) > 0)
                .isPresent()) {
            return; // A later message has overtaken this one, or the document was deleted.
        }
        switch (cleaner.clean(raw.bytes(), raw.hints())) {
            case CleanOutcome.Text text -> keep(raw, text, known);
            case CleanOutcome.Archive _ -> unpacking.replay(key, raw.version().observed());
            case CleanOutcome.Nothing(var reason) -> {
                empty(raw, known);
                release(raw.ref(), null);
                advance(raw, new Step.Skipped(reason));
            }
            case CleanOutcome.Unreadable(var reason) -> advance(raw, new Step.Failed(reason));
        }
    }

    private void keep(RawDocument raw, CleanOutcome.Text text, Optional<Document> known) {
        var fingerprint = fingerprint(raw, text);
        if (known.isEmpty()) {
            // So that it can name its duplicates from the moment it owns its text.
            documents.announce(raw.ref(), raw.origin(), raw.version().observed());
        }
        var owner = documents.claim(raw.ref(), fingerprint);
        if (owner.equals(raw.ref().id())) {
            save(raw, text);
            release(raw.ref(), fingerprint);
            advance(raw, new Step.Cleaned(text.metadata()));
        } else {
            empty(raw, known);
            release(raw.ref(), null);
            advance(raw, new Step.Duplicate(text.metadata(), owner));
            takeOverIfGivenUp(raw, text, fingerprint);
        }
    }

    /// The owner may have given the text up after it was asked and before it could know of this duplicate.
    private void takeOverIfGivenUp(RawDocument raw, CleanOutcome.Text text, Fingerprint fingerprint) {
        if (documents.claim(raw.ref(), fingerprint).equals(raw.ref().id())) {
            save(raw, text);
        }
    }

    private void save(RawDocument raw, CleanOutcome.Text text) {
        sites.store(raw, text, own -> save(document(raw, own)));
    }

    /// Takes the passages of an earlier version away.
    private void empty(RawDocument raw, Optional<Document> known) {
        known.map(Document::metadata)
                .ifPresent(metadata -> save(document(raw, new CleanOutcome.Text("none", metadata, ""))));
    }

    /// Of the whole text, so that what is known of its site by chance changes no owner.
    private static Fingerprint fingerprint(RawDocument raw, CleanOutcome.Text made) {
        return new CleanDocument(raw.ref(), raw.version(), raw.origin(), made.metadata(), made.extractor(), made.text())
                .fingerprint();
    }

    private static CleanDocument document(RawDocument raw, CleanOutcome.Text made) {
        var views = MarkdownViews.of(made.text());
        var own = made.own() == null ? views : MarkdownViews.of(made.own());
        return new CleanDocument(
                raw.ref(),
                raw.version(),
                raw.origin(),
                made.metadata(),
                made.extractor(),
                made.text(),
                own.style(),
                views.search());
    }

    private void save(CleanDocument document) {
        content.save(
                new ContentKey.Clean(document.ref(), document.version().content()),
                new StoredObject(document.toJson().getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));
    }

    /// Gives up the texts this document no longer has. Documents that stood back as its duplicates are cleaned again,
    /// and one of them becomes the owner.
    private void release(DocumentRef ref, @Nullable Fingerprint kept) {
        documents.release(ref, kept, this::cleanAgain);
    }

    private void cleanAgain(Document orphan) {
        var key = orphan.contentKey();
        var version = orphan.version();
        if (key != null && version != null) {
            replay.replay(key, version.observed());
        }
    }

    private void advance(RawDocument raw, Step step) {
        boolean advanced = documents.advance(raw.ref(), raw.origin(), raw.version(), step, clock.instant());
        if (!advanced) {
            // Deleted between the look at the ledger and the write: what was just written goes, too.
            erasures.send(documents.document(raw.ref()).flatMap(EraseRequest::again).stream()
                    .toList());
        }
    }

    /// Notes that cleaning an object did not work and will be tried again.
    void note(ContentKey key, String problem) {
        var ref = refOf(key);
        if (ref != null) {
            documents.note(ref, problem, clock.instant());
        }
    }

    /// Records that an object is not cleaned at all, for a reason outside its content.
    void giveUp(ContentKey key, String reason) {
        var ref = refOf(key);
        if (ref == null) {
            return;
        }
        var failed = new Step.Failed(reason);
        var known = documents.document(ref);
        var version = known.map(Document::version).orElse(null);
        var origin = known.map(Document::origin).or(() -> originOf(key)).orElse(null);
        if (origin == null) {
            return; // An object under our prefix that no crawl announced.
        }
        boolean stuck = known.map(Document::state).filter(State::isFinal).isEmpty();
        if (version != null && stuck) {
            documents.advance(ref, origin, version, failed, clock.instant());
        } else {
            documents.fruitless(ref, origin, failed, clock.instant());
        }
    }

    private static Optional<Origin> originOf(ContentKey key) {
        return key instanceof ContentKey.Upload upload ? Optional.of(upload.origin()) : Optional.empty();
    }

    /// Null for a clean object, which is no input of this stage.
    private static @Nullable DocumentRef refOf(ContentKey key) {
        return switch (key) {
            case ContentKey.Raw raw -> raw.ref();
            case ContentKey.Upload upload -> upload.ref();
            case ContentKey.Clean _ -> null;
        };
    }
}
