package llmtwin.clean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/// Apache OpenNLP's model of 103 languages. It takes 40 MB and is loaded when it is first asked.
final class LanguageModel {
    private static final double LETTERS_PER_MARGIN = 300;
    private static final double LEAST_MARGIN = 0.3;
    private static final double MARGIN_ENOUGH = 1.5;

    private LanguageModel() {}

    /// The language of some words, as a BCP 47 tag; empty if another one is nearly as likely. How much less likely that
    /// has to be grows with the text: a small lead in a long one means two languages, or one that is not known.
    ///
    /// @param among what it may be
    static Optional<String> language(String words, List<String> among) {
        var ranked = ranked(words, among);
        if (ranked.isEmpty()) {
            return Optional.empty();
        }
        double first = ranked.getFirst().getValue();
        double second = ranked.size() > 1 ? ranked.get(1).getValue() : 0;
        return Math.log(first / second) >= leastMargin(words)
                ? Optional.of(ranked.getFirst().getKey())
                : Optional.empty();
    }

    private static double leastMargin(String words) {
        long letters = words.codePoints().filter(Character::isLetter).count();
        return Math.clamp(letters / LETTERS_PER_MARGIN, LEAST_MARGIN, MARGIN_ENOUGH);
    }

    private static List<Map.Entry<String, Double>> ranked(String words, List<String> among) {
        var likely = new HashMap<String, Double>();
        for (var language : new LanguageDetectorME(Loaded.MODEL).predictLanguages(words)) {
            var tag = tag(language);
            if (among.contains(tag)) {
                likely.merge(tag, language.getConfidence(), Math::max);
            }
        }
        var ranked = new ArrayList<>(likely.entrySet());
        ranked.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return ranked;
    }

    /// Both written standards of Norwegian are too alike to be told apart.
    private static String tag(Language language) {
        var tag = Languages.tag(language.getLang()).orElse("und");
        return tag.equals("nb") || tag.equals("nn") ? "no" : tag;
    }

    private static final class Loaded {
        static final LanguageDetectorModel MODEL = load();

        private static LanguageDetectorModel load() {
            try (var in = LanguageModel.class.getResourceAsStream("/langdetect-183.bin")) {
                return new LanguageDetectorModel(Objects.requireNonNull(in, "the model is not on the class path"));
            } catch (IOException e) {
                throw new UncheckedIOException("the model of languages cannot be read", e);
            }
        }
    }
}
