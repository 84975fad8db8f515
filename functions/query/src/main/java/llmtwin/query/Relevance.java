package llmtwin.query;

import java.util.Comparator;
import java.util.List;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;
import llmtwin.core.Passage;

/// How well passages fit a question: by meaning, and by the question's words that they have.
///
/// Scores of the index will not do: fused ranks say which passage fits best, not whether any fits at all.
final class Relevance {
    // Measured: see the decision on answers in docs/adr.
    private static final double FLOOR = 0.35;
    private static final double WEIGHT_OF_WORDS = 0.2;

    private final Embedder embedder;

    Relevance(Embedder embedder) {
        this.embedder = embedder;
    }

    /// Those that fit, best first; ties as given.
    List<Evidence> relevant(String question, Embedding embedding, List<Passage> passages) {
        var words = Words.of(question);
        // Embedding is the work here, and one call uses one processor.
        return passages.parallelStream()
                .map(passage -> {
                    var text = passage.title() + "\n" + passage.chunk().text();
                    double meaning = embedder.embed(text).cosine(embedding);
                    return new Evidence(passage, meaning + WEIGHT_OF_WORDS * Words.overlap(words, text));
                })
                .filter(evidence -> evidence.relevance() >= FLOOR)
                .sorted(Comparator.comparingDouble(Evidence::relevance).reversed())
                .toList();
    }
}
