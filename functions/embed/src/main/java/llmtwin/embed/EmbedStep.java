package llmtwin.embed;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.Step;

/// Makes one clean document findable and records it. The index is written first, so that the ledger never says more
/// than there is; running twice changes nothing.
///
/// A document without text takes the passages of its earlier versions away; why it has none, the ledger knows.
final class EmbedStep {
    private static final long MAX_BYTES = 256L << 20;

    private final ContentStore content;
    private final Documents documents;
    private final ChunkIndex index;
    private final Chunker chunker;
    private final ParallelEmbedding embedding;
    private final InstantSource clock;

    EmbedStep(
            ContentStore content,
            Documents documents,
            ChunkIndex index,
            Chunker chunker,
            ParallelEmbedding embedding,
            InstantSource clock) {
        this.content = content;
        this.documents = documents;
        this.index = index;
        this.chunker = chunker;
        this.embedding = embedding;
        this.clock = clock;
    }

    void embed(ContentKey.Clean key) {
        // An object that is gone was deleted meanwhile.
        content.load(key, MAX_BYTES)
                .map(object -> CleanDocument.fromJson(new String(object.bytes(), StandardCharsets.UTF_8)))
                .filter(document -> !isOutdated(document))
                .ifPresent(this::embed);
    }

    /// A later message has overtaken this one, or the document was deleted.
    private boolean isOutdated(CleanDocument document) {
        return documents
                .document(document.ref())
                .map(Document::version)
                .filter(newest -> newest.compareTo(document.version()) > 0)
                .isPresent();
    }

    private void embed(CleanDocument document) {
        if (document.text().isBlank()) {
            index.replace(document, List.of());
            return;
        }
        // The clean stage writes the object before the ledger; where this stage is faster, it records both steps.
        advance(document, new Step.Cleaned(document.metadata()));
        var chunks = embedding.of(chunker.chunk(document.text()));
        index.replace(document, chunks);
        if (!advance(document, new Step.Indexed(chunks.size())) && !isCurrent(document)) {
            index.remove(document.ref(), document.version().content());
        }
    }

    private boolean advance(CleanDocument document, Step step) {
        return documents.advance(document.ref(), document.origin(), document.version(), step, clock.instant());
    }

    /// Whether the ledger's version has this content, perhaps seen again since.
    private boolean isCurrent(CleanDocument document) {
        return documents
                .document(document.ref())
                .map(Document::version)
                .filter(newest -> newest.content().equals(document.version().content()))
                .isPresent();
    }

    /// Notes that embedding did not work and will be tried again.
    void note(ContentKey.Clean key, String problem) {
        documents.note(key.ref(), problem, clock.instant());
    }

    /// Records that a version could not be made findable, unless another one has taken its place.
    void giveUp(ContentKey.Clean key, String reason) {
        documents.document(key.ref()).ifPresent(known -> {
            var version = known.version();
            if (version != null && version.content().equals(key.content())) {
                documents.advance(key.ref(), known.origin(), version, new Step.Failed(reason), clock.instant());
            }
        });
    }
}
