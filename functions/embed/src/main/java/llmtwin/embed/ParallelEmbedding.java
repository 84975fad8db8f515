package llmtwin.embed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import llmtwin.core.Chunk;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;

/// Embeds chunks one by one on as many threads as there are processors.
final class ParallelEmbedding {
    private final Embedder embedder;
    private final ExecutorService threads;

    /// @param processors how many threads work at most; they end with the JVM
    ParallelEmbedding(Embedder embedder, int processors) {
        this.embedder = embedder;
        this.threads = Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().name("embed-", 0).daemon().factory());
    }

    /// In the order of the chunks.
    ///
    /// @param known embeddings by text, which are taken as they are
    List<EmbeddedChunk> of(List<Chunk> chunks, Map<String, Embedding> known) {
        try {
            return threads
                    .invokeAll(
                            chunks.stream().map(chunk -> embedded(chunk, known)).toList())
                    .stream()
                    .map(ParallelEmbedding::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding", e);
        }
    }

    private Callable<EmbeddedChunk> embedded(Chunk chunk, Map<String, Embedding> known) {
        var embedding = known.get(chunk.text());
        return () -> new EmbeddedChunk(chunk, embedding == null ? embedder.embed(chunk.text()) : embedding);
    }

    private static EmbeddedChunk result(Future<EmbeddedChunk> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk could not be embedded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding", e);
        }
    }
}
