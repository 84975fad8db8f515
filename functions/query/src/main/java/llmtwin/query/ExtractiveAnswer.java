package llmtwin.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;
import llmtwin.core.Passage;
import llmtwin.query.Sentences.Sentence;

/// Answers with the person's own sentences: those that fit the question best and say different things (maximal
/// marginal relevance), in reading order, each passage followed by its citation.
///
/// @see <a href="https://doi.org/10.1145/290941.291025">Carbonell and Goldstein 1998</a>
final class ExtractiveAnswer {
    private static final int MAX_SENTENCES = 4;
    private static final int MAX_PASSAGES = 5;
    private static final int MIN_WORDS = 3;
    // Weights of meaning, of the question's words and of the passage around it; measured, see docs/adr.
    private static final double MEANING = 0.65;
    private static final double WORDS = 0.15;
    private static final double PASSAGE = 0.2;
    /// What scores less than this share of the best sentence is left out.
    private static final double MIN_SHARE = 0.7;

    private static final double NOVELTY = 0.25;
    private static final double SAME = 0.9;

    private final Embedder embedder;

    ExtractiveAnswer(Embedder embedder) {
        this.embedder = embedder;
    }

    private record Place(Evidence found, int order, Sentence sentence) {}

    private record Candidate(Passage passage, int order, Sentence sentence, Embedding embedding, double score) {}

    /// @param evidence best first, not empty
    Statement answer(String question, Embedding embedding, List<Evidence> evidence) {
        var chosen = choose(candidates(Words.of(question), embedding, evidence));
        if (chosen.isEmpty()) {
            var best = evidence.getFirst().passage();
            return new Statement(best.chunk().text().strip() + "\n\n[1]", List.of(Citation.of(1, best)));
        }
        return statement(chosen);
    }

    private List<Candidate> candidates(Set<String> words, Embedding question, List<Evidence> evidence) {
        return evidence.stream()
                .limit(MAX_PASSAGES)
                .flatMap(found -> statements(found).stream())
                .parallel() // Embedding is the work here, and one call uses one processor.
                .map(statement -> {
                    var prose = statement.sentence().prose();
                    var embedding = embedder.embed(prose);
                    double score = MEANING * embedding.cosine(question)
                            + WORDS * Words.overlap(words, prose)
                            + PASSAGE * statement.found().relevance();
                    return new Candidate(
                            statement.found().passage(), statement.order(), statement.sentence(), embedding, score);
                })
                .toList();
    }

    private static List<Place> statements(Evidence found) {
        var sentences = Sentences.of(found.passage().chunk().text());
        return IntStream.range(0, sentences.size())
                .filter(order -> isStatement(sentences.get(order), order))
                .mapToObj(order -> new Place(found, order, sentences.get(order)))
                .toList();
    }

    /// Not the rest of a sentence that began in the passage before, more than a word or two, and no question: one
    /// that stands in a text is often much like the one that is asked, and answers nothing.
    private static boolean isStatement(Sentence sentence, int order) {
        boolean rest = order == 0 && Character.isLowerCase(sentence.prose().codePointAt(0));
        return !rest && !sentence.prose().endsWith("?") && sentence.prose().split("\\s+", -1).length >= MIN_WORDS;
    }

    private static List<Candidate> choose(List<Candidate> candidates) {
        double best = candidates.stream().mapToDouble(Candidate::score).max().orElse(0);
        var open = new ArrayList<>(candidates);
        open.removeIf(candidate -> candidate.score() < MIN_SHARE * best);
        var chosen = new ArrayList<Candidate>();
        while (!open.isEmpty() && chosen.size() < MAX_SENTENCES) {
            var next = open.stream()
                    .max(Comparator.comparingDouble(candidate -> marginal(candidate, chosen)))
                    .orElseThrow();
            chosen.add(next);
            open.removeIf(candidate -> likeness(candidate, List.of(next)) > SAME);
            open.remove(next);
        }
        return chosen;
    }

    private static double marginal(Candidate candidate, List<Candidate> chosen) {
        return (1 - NOVELTY) * candidate.score() - NOVELTY * likeness(candidate, chosen);
    }

    private static double likeness(Candidate candidate, List<Candidate> chosen) {
        return chosen.stream()
                .mapToDouble(other -> other.embedding().cosine(candidate.embedding()))
                .max()
                .orElse(0);
    }

    /// @param chosen best first, so that the passage with the best sentence comes first
    private static Statement statement(List<Candidate> chosen) {
        Map<Passage, List<Candidate>> byPassage = new LinkedHashMap<>();
        for (var candidate : chosen) {
            byPassage
                    .computeIfAbsent(candidate.passage(), _ -> new ArrayList<>())
                    .add(candidate);
        }
        var text = new ArrayList<String>();
        var citations = new ArrayList<Citation>();
        byPassage.forEach((passage, candidates) -> {
            int number = citations.size() + 1;
            citations.add(Citation.of(number, passage));
            text.add(quote(candidates, " [" + number + "]"));
        });
        return new Statement(String.join("\n\n", text), citations);
    }

    /// In reading order, with an ellipsis where sentences were left out.
    private static String quote(List<Candidate> candidates, String mark) {
        candidates.sort(Comparator.comparingInt(Candidate::order));
        var quote = new StringBuilder();
        int expected = -1;
        for (var candidate : candidates) {
            if (!quote.isEmpty()) {
                quote.append(quote.toString().endsWith("```") ? "\n\n" : " ");
                quote.append(candidate.order() == expected ? "" : "… ");
            }
            quote.append(candidate.sentence().text());
            expected = candidate.order() + 1;
        }
        return quote + (quote.toString().endsWith("```") ? "\n\n" + mark.strip() : mark);
    }
}
