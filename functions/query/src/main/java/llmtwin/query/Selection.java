package llmtwin.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import llmtwin.core.DocumentRef;

/// Chooses what an answer builds on: different passages of several documents, within a budget of tokens.
///
/// @param maxTokens of all passages together; the first passage is chosen whatever its length
record Selection(int maxTokens, int maxPerDocument, double maxLikeness, ToIntFunction<String> tokens) {
    /// What a small model reads beside its instructions; at most half of it from one document of usual length.
    static Selection usual(ToIntFunction<String> tokens) {
        return new Selection(1_500, 4, 0.8, tokens);
    }

    /// @param evidence best first
    /// @return best first, at most `limit`
    List<Evidence> choose(List<Evidence> evidence, int limit) {
        var chosen = new ArrayList<Evidence>();
        var seen = new ArrayList<Set<String>>();
        var perDocument = new HashMap<DocumentRef, Integer>();
        int budget = maxTokens;
        for (var candidate : evidence) {
            var text = candidate.passage().chunk().text();
            var words = Words.of(text);
            int cost = tokens.applyAsInt(text);
            int ofDocument = perDocument.getOrDefault(candidate.passage().ref(), 0);
            boolean fits = chosen.isEmpty() || cost <= budget;
            if (chosen.size() < limit && fits && ofDocument < maxPerDocument && isNew(words, seen)) {
                chosen.add(candidate);
                seen.add(words);
                perDocument.put(candidate.passage().ref(), ofDocument + 1);
                budget -= cost;
            }
        }
        return List.copyOf(chosen);
    }

    private boolean isNew(Set<String> words, List<Set<String>> seen) {
        return seen.stream().noneMatch(other -> Words.jaccard(words, other) > maxLikeness);
    }
}
