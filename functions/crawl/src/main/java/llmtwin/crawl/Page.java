package llmtwin.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.FeedEntry;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.SourceId;
import llmtwin.core.State;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;

/// The document that an address would be, with what the ledger knows about it before the visit.
record Page(DocumentRef ref, Origin origin, Optional<Document> known) {
    static Page at(URI url, TwinId twin, SourceId source, Documents documents) {
        var origin = Origin.ofPage(url, source);
        var ref = new DocumentRef(twin, origin.documentId(twin));
        return new Page(ref, origin, documents.document(ref));
    }

    /// Whether it was deleted after somebody asked for its source.
    boolean isDeletedSince(Instant asked) {
        return known.filter(document -> document.state() == State.DELETED)
                .filter(document -> !document.updated().isBefore(asked))
                .isPresent();
    }

    /// Whether these bytes are what the ledger has, so that reading them again brings nothing.
    boolean hasRead(Sha256 content) {
        return readable()
                .filter(document -> version(document).equals(Optional.of(content)))
                .isPresent();
    }

    /// Whether anything was ever read there that is not deleted.
    boolean wasRead() {
        return known.filter(document -> version(document).isPresent())
                .filter(document -> document.state() != State.DELETED)
                .isPresent();
    }

    /// Whether its text is that of its own page, and not that of a feed. A version that is still on its way counts as
    /// the page's.
    boolean isReadFromItself() {
        return known.filter(document -> switch (document.state()) {
                    case FETCHED, UNPACKED -> true;
                    case CLEANED, SEARCHABLE, DUPLICATE ->
                        document.metadata() == null
                                || !document.metadata().handler().equals(FeedEntry.SAID_BY);
                    case QUEUED, SKIPPED, FAILED, DELETED -> false;
                })
                .isPresent();
    }

    /// Whether a version of it is kept.
    boolean isKept() {
        return readable().isPresent();
    }

    /// What to ask the server with; none if its content is wanted in any case.
    Validators validators() {
        return readable().map(Document::validators).orElse(Validators.NONE);
    }

    private Optional<Document> readable() {
        return known.filter(document -> version(document).isPresent())
                .filter(document -> document.state() != State.FAILED && document.state() != State.DELETED);
    }

    private static Optional<Sha256> version(Document document) {
        return document.version() == null
                ? Optional.empty()
                : Optional.of(document.version().content());
    }
}
