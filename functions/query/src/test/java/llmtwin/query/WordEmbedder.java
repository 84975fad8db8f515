package llmtwin.query;

import llmtwin.core.Embedder;
import llmtwin.core.Embedding;

/// Texts that share words are near each other: one dimension for each hash of a word.
final class WordEmbedder implements Embedder {
    private static final int DIMENSIONS = 4_096;

    @Override
    public String model() {
        return "words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public int maxTokens() {
        return 256;
    }

    @Override
    public int tokens(String text) {
        return text.split("\\s+", -1).length;
    }

    @Override
    public Embedding embed(String text) {
        var values = new float[DIMENSIONS];
        for (var word : Words.of(text)) {
            values[Math.floorMod(word.hashCode(), DIMENSIONS)] = 1;
        }
        return Embedding.normalised(values);
    }
}
