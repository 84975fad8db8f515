package llmtwin.embed;

import llmtwin.core.Embedder;
import llmtwin.core.Embedding;

/// Counts letters: texts of the same letters are near. A token is a word.
final class LetterEmbedder implements Embedder {
    private Runnable meanwhile = () -> {};

    /// What happens while the next text is embedded.
    synchronized void meanwhile(Runnable event) {
        meanwhile = event;
    }

    private synchronized Runnable event() {
        var event = meanwhile;
        meanwhile = () -> {};
        return event;
    }

    @Override
    public String model() {
        return "letters";
    }

    @Override
    public int dimensions() {
        return 26;
    }

    @Override
    public int maxTokens() {
        return 100;
    }

    @Override
    public int tokens(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @Override
    public Embedding embed(String text) {
        event().run();
        var counts = new float[dimensions()];
        text.codePoints().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
        return Embedding.normalised(counts);
    }
}
