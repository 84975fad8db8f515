package llmtwin.embed;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.Document;
import llmtwin.core.Documents;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Step;

/// Makes one clean document findable and records it. The index is written first, so that the ledger never says more
/// than there is; running twice changes nothing.
///
/// A passage that can be found already, in whatever version, is not embedded again: many pages change at every fetch
/// while their text does not.
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
        var document = current(key);
        while (document.isPresent()) {
            document = embed(key, document.get());
        }
    }

    /// Empty if there is nothing to do: an object that is gone was deleted meanwhile.
    private Optional<CleanDocument> current(ContentKey.Clean key) {
        return content.load(key, MAX_BYTES)
                .map(object -> CleanDocument.fromJson(new String(object.bytes(), StandardCharsets.UTF_8)))
                .filter(document -> !isOutdated(document));
    }

    /// A later message has overtaken this one, or the document was deleted.
    private boolean isOutdated(CleanDocument document) {
        return documents
                .document(document.ref())
                .map(Document::version)
                .filter(newest -> newest.compareTo(document.version()) > 0)
                .isPresent();
    }

    /// @return what has taken the document's place under its key while this was under way
    private Optional<CleanDocument> embed(ContentKey.Clean key, CleanDocument document) {
        boolean hasText = !document.text().isBlank();
        if (hasText) {
            // The clean stage writes the object before the ledger; where this stage is faster, it records both steps.
            advance(document, new Step.Cleaned(document.metadata()));
        }
        var chunks = hasText
                ? embedding.of(chunker.chunk(document.text()), index.embeddings(document.ref()))
                : List.<EmbeddedChunk>of();
        index.replace(document, chunks);
        // The same version cleaned again may have been embedded meanwhile, and its passages replaced by these.
        var other = current(key).filter(now -> !now.equals(document));
        if (hasText && other.isEmpty()) {
            indexed(document, chunks.size());
        }
        return other;
    }

    private void indexed(CleanDocument document, int chunks) {
        if (!advance(document, new Step.Indexed(chunks)) && !isCurrent(document)) {
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
