package llmtwin.core;

/// Turns texts into embeddings. Safe for use by several threads.
public interface Embedder {
    /// Names the model and everything that changes its vectors; vectors of two names never mix.
    String model();

    int dimensions();

    /// How many tokens it reads at most, its own start and end marks included.
    int maxTokens();

    /// Tokens of a text, start and end marks included; not bounded by [#maxTokens()].
    int tokens(String text);

    /// Reads the first [#maxTokens()] tokens.
    Embedding embed(String text);
}
