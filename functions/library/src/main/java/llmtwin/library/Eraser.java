package llmtwin.library;

import java.time.Instant;
import java.util.List;
import llmtwin.core.ChunkIndex;
import llmtwin.core.ContentStore;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Replay;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.SourceId;
import llmtwin.core.Sources;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Version;

/// Erases documents and sources. Every step may run again, so that what broke off is finished by a second try;
/// what was added after the request stays.
final class Eraser {
    private static final int PAGE = 500;
    private static final Sha256 NOTHING = Sha256.of("");

    private final Documents documents;
    private final Sources sources;
    private final ContentStore content;
    private final ChunkIndex index;
    private final Replay replay;
    private final MessageQueue<EraseRequest> erasures;

    Eraser(
            Documents documents,
            Sources sources,
            ContentStore content,
            ChunkIndex index,
            Replay replay,
            MessageQueue<EraseRequest> erasures) {
        this.documents = documents;
        this.sources = sources;
        this.content = content;
        this.index = index;
        this.replay = replay;
        this.erasures = erasures;
    }

    void erase(EraseRequest request) {
        if (request.document() != null) {
            var ref = new DocumentRef(request.twin(), request.document());
            eraseDocument(ref, request.asked(), request.missingSince() != null);
        } else if (request.source() != null) {
            eraseSource(request.twin(), request.source(), request.asked());
        }
    }

    private void eraseDocument(DocumentRef ref, Instant asked, boolean vanished) {
        var known = documents.document(ref);
        if (known.isEmpty() || askedForAgain(known.get(), asked) || (vanished && isBack(known.get()))) {
            return;
        }
        var origin = known.get().origin();
        if (known.get().holdsOthers()) {
            eraseMembers(known.get(), asked);
        }
        // The tombstone goes first: from now on no stage that still works on an older version gets it recorded.
        var tombstone = new Version(NOTHING, asked);
        if (!documents.advance(ref, origin, tombstone, new Step.Deleted(vanished), asked)) {
            return; // A version seen later is there; that one stays.
        }
        content.erase(ref, origin);
        index.remove(ref);
        documents.release(ref, null, this::cleanAgain);
    }

    /// An archive goes with everything it holds: its whole source, unless that has other documents, too.
    private void eraseMembers(Document archive, Instant asked) {
        var twin = archive.ref().twin();
        var source = archive.origin().source();
        if (source == null) {
            return;
        }
        if (source.equals(Source.idOf(twin, archive.origin().address()))) {
            erasures.send(List.of(new EraseRequest(twin, source, null, asked)));
        } else {
            queueErasures(
                    documents.ofSource(twin, source).stream()
                            .filter(archive::holds)
                            .toList(),
                    asked);
        }
    }

    /// Its address was made known again, but nothing was read from it yet.
    private static boolean askedForAgain(Document document, Instant asked) {
        return document.state() == State.QUEUED
                && document.version() == null
                && document.updated().isAfter(asked);
    }

    /// It was seen at its source again after somebody wanted it erased because it was missing.
    private static boolean isBack(Document document) {
        return document.state() != State.DELETED && document.missing() == null;
    }

    /// It has its text to itself now.
    private void cleanAgain(Document orphan) {
        var key = orphan.contentKey();
        var version = orphan.version();
        if (key != null && version != null) {
            replay.replay(key, version.observed());
        }
    }

    private void eraseSource(TwinId twin, SourceId id, Instant asked) {
        var source = sources.source(twin, id);
        if (source.isEmpty() || addedAgain(source.get(), asked)) {
            return;
        }
        var page = documents.documents(twin, null, id, PAGE, null);
        queueErasures(page.documents(), asked);
        while (page.next() != null) {
            page = documents.documents(twin, null, id, PAGE, page.next());
            queueErasures(page.documents(), asked);
        }
        sources.remove(twin, id);
    }

    private static boolean addedAgain(Source source, Instant asked) {
        return source.added().isAfter(asked);
    }

    private void queueErasures(List<Document> found, Instant asked) {
        erasures.send(found.stream()
                .map(document -> erasure(document.ref().twin(), document.ref().id(), asked))
                .toList());
    }

    private static EraseRequest erasure(TwinId twin, DocumentId document, Instant asked) {
        return new EraseRequest(twin, null, document, asked);
    }
}
