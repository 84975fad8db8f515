package llmtwin.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Chunks in a map, searched by cosine alone.
public final class InMemoryChunkIndex implements ChunkIndex {
    private final Map<DocumentRef, Map<Sha256, Entry>> entries = new HashMap<>();

    private record Entry(CleanDocument document, List<EmbeddedChunk> chunks) {}

    @Override
    public synchronized void replace(CleanDocument document, List<EmbeddedChunk> chunks) {
        boolean outdated = entries.getOrDefault(document.ref(), Map.of()).values().stream()
                .filter(entry -> !entry.chunks().isEmpty())
                .anyMatch(entry -> entry.document()
                        .version()
                        .observed()
                        .isAfter(document.version().observed()));
        if (outdated) {
            return;
        }
        var versions = new HashMap<Sha256, Entry>();
        versions.put(document.version().content(), new Entry(document, List.copyOf(chunks)));
        entries.put(document.ref(), versions);
    }

    @Override
    public synchronized void remove(DocumentRef ref, Sha256 version) {
        Objects.requireNonNullElse(entries.get(ref), new HashMap<>()).remove(version);
    }

    @Override
    public synchronized void remove(DocumentRef ref) {
        entries.remove(ref);
    }

    @Override
    public synchronized Map<String, Embedding> embeddings(DocumentRef ref) {
        return entries.getOrDefault(ref, Map.of()).values().stream()
                .flatMap(entry -> entry.chunks().stream())
                .collect(Collectors.toMap(
                        embedded -> embedded.chunk().text(), EmbeddedChunk::embedding, (one, _) -> one));
    }

    @Override
    public synchronized long count(DocumentRef ref) {
        return entries.getOrDefault(ref, Map.of()).values().stream()
                .mapToLong(entry -> entry.chunks().size())
                .sum();
    }

    @Override
    public synchronized List<Passage> search(Question question, Embedding embedding) {
        var found = new ArrayList<Passage>();
        for (var versions : entries.values()) {
            for (var entry : versions.values()) {
                var document = entry.document();
                if (document.ref().twin().equals(question.twin())
                        && (question.category() == null
                                || question.category() == document.metadata().category())) {
                    for (var chunk : entry.chunks()) {
                        found.add(passage(document, chunk, embedding));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Passage::score)
                .reversed()
                .thenComparing(passage -> passage.ref().id())
                .thenComparingInt(passage -> passage.chunk().position()));
        return found.stream().limit(question.limit()).toList();
    }

    private static Passage passage(CleanDocument document, EmbeddedChunk chunk, Embedding embedding) {
        var metadata = document.metadata();
        return new Passage(
                document.ref(),
                document.version().content(),
                chunk.chunk(),
                metadata.title(),
                metadata.url(),
                metadata.category(),
                metadata.published(),
                chunk.embedding().cosine(embedding));
    }
}
