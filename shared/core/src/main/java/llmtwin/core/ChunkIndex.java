package llmtwin.core;

import java.util.List;
import java.util.Map;

/// Where chunks are found. Every method throws [IndexUnavailable] when the index cannot be asked.
public interface ChunkIndex {
    /// Makes the chunks of this version findable, then removes those of every other version of the document.
    /// An empty list leaves the document with none. Doing it twice changes nothing. A version older than one that
    /// can be found already leaves that one alone and is not found, also when both are written at once.
    void replace(CleanDocument document, List<EmbeddedChunk> chunks);

    /// Removes the chunks of one version; used when that version turned out to be outdated.
    void remove(DocumentRef ref, Sha256 version);

    /// Removes every chunk of the document.
    void remove(DocumentRef ref);

    /// The embeddings of the document's chunks that can be found, of whatever version, by their text. What has the same
    /// text need not be embedded again.
    Map<String, Embedding> embeddings(DocumentRef ref);

    /// How many chunks of the document can be found.
    long count(DocumentRef ref);

    /// Dense and lexical search, fused by rank; only within the question's twin. Best first, ties by document and
    /// position.
    List<Passage> search(Question question, Embedding embedding);
}
