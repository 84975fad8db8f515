package llmtwin.embedding;

import java.util.HashMap;
import java.util.Map;
import llmtwin.core.Json;

/// The word pieces a model knows, each with its id.
final class Vocabulary {
    /// Returned for a piece the model does not know.
    static final int NONE = -1;

    private static final String CONTINUATION = "##";

    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Integer> continuations = new HashMap<>();
    private final int longest;

    private Vocabulary(Map<String, Integer> pieces) {
        int length = 0;
        for (var piece : pieces.entrySet()) {
            var text = piece.getKey();
            length = Math.max(length, text.length());
            // "##" alone would be an empty continuation; the model has it as two ordinary characters.
            if (text.startsWith(CONTINUATION) && text.length() > CONTINUATION.length()) {
                continuations.put(text.substring(CONTINUATION.length()), piece.getValue());
            } else {
                starts.put(text, piece.getValue());
            }
        }
        longest = length;
    }

    /// @param json a `tokenizer.json` of Hugging Face with a WordPiece model
    /// @throws IllegalArgumentException if it is none
    static Vocabulary fromTokenizerJson(String json) {
        var entries = Json.tree(json).path("model").path("vocab");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("the tokenizer file has no model.vocab");
        }
        var pieces = new HashMap<String, Integer>();
        entries.properties()
                .forEach(entry -> pieces.put(entry.getKey(), entry.getValue().asInt()));
        return new Vocabulary(pieces);
    }

    /// The id of a piece that starts a word, or [#NONE].
    int start(String piece) {
        return starts.getOrDefault(piece, NONE);
    }

    /// The id of a piece that goes on within a word, or [#NONE].
    int continuation(String piece) {
        return continuations.getOrDefault(piece, NONE);
    }

    /// No piece has more UTF-16 units.
    int longest() {
        return longest;
    }

    /// @throws IllegalArgumentException if the model does not know the piece
    int required(String piece) {
        int id = start(piece);
        if (id == NONE) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }
}
