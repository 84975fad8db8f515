package llmtwin.index;

import llmtwin.core.Embedder;
import llmtwin.core.Embedding;

/// Stands for a model with a name and a size; the tests bring their own vectors.
record NamedEmbedder(String model, int dimensions) implements Embedder {
    @Override
    public int maxTokens() {
        return 256;
    }

    @Override
    public int tokens(String text) {
        throw new UnsupportedOperationException("the index counts no tokens");
    }

    @Override
    public Embedding embed(String text) {
        throw new UnsupportedOperationException("the index embeds nothing");
    }
}
