package llmtwin.clean;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmtwin.core.Metadata;

/// Tells the language of a document from its text: by its script, and where languages share a script by a model. A
/// text that is too short, or in between, is in no language that could be told.
final class LanguageHeuristic {
    private static final String HEURISTIC = "heuristic";

    /// Of Markdown that is longer, so much is read at each place.
    private static final int READ = 8_000;
    /// Of words that are longer, so much is looked at from each place.
    private static final int LOOKED_AT = 600;
    private static final int PLACES = 4;

    private static final int LEAST_LETTERS = 20;
    /// Ideographs alone say less: they may be a list of names in Japanese.
    private static final int LEAST_LETTERS_OF_CHINESE = 36;
    private static final double DOUBT = 0.1;
    private static final double KANA_OF_JAPANESE = 0.15;
    private static final double KANA_IN_CHINESE = 0.02;

    private LanguageHeuristic() {}

    private record Told(String language, Script script) {}

    /// What is said about a document, with the language told from its text if nobody declared one, or if the declared
    /// one is never written in the script of the text: the `en` of a template around Japanese.
    ///
    /// @param own Markdown of what the document's author wrote
    static Metadata settled(Metadata said, String own) {
        var declared = said.language();
        if (declared != null && !isDoubtful(declared, own)) {
            return said;
        }
        return told(own)
                .filter(told -> declared == null || !told.script().writes(declared))
                .map(told -> said.withLanguage(told.language(), HEURISTIC))
                .orElse(said);
    }

    /// A quick look at all letters, those of code and names, too.
    private static boolean isDoubtful(String declared, String text) {
        var letters = Letters.of(String.join("\n", stretches(text, LOOKED_AT)));
        return letters.share(script -> !script.writes(declared)) > DOUBT;
    }

    /// @param markdown of running text; quotations, tables and code in it do not count
    static Optional<String> language(String markdown) {
        return told(markdown).map(Told::language);
    }

    private static Optional<Told> told(String markdown) {
        var words = stretches(markdown, READ).stream()
                .map(stretch -> RunningWords.of(MarkdownViews.of(stretch).prose()))
                .collect(Collectors.joining(" "));
        var sample = String.join(" ", stretches(words, LOOKED_AT));
        var letters = Letters.of(sample);
        return letters.main()
                .filter(script -> letters.weight(script) >= LEAST_LETTERS)
                .flatMap(script -> language(script, sample, letters).map(language -> new Told(language, script)));
    }

    private static Optional<String> language(Script script, String words, Letters letters) {
        if (script.isShared()) {
            return LanguageModel.language(only(script, words), script.languages());
        }
        return switch (script) {
            case EAST_ASIAN -> chineseOrJapanese(letters);
            case HEBREW -> Optional.of(hebrewOrYiddish(words));
            default -> Optional.of(script.languages().getFirst());
        };
    }

    /// Yiddish has letters for two vavs or yods in one.
    private static String hebrewOrYiddish(String words) {
        return words.chars().anyMatch(c -> c >= 0x05F0 && c <= 0x05F2) ? "yi" : "he";
    }

    private static Optional<String> chineseOrJapanese(Letters letters) {
        int weight = letters.weight(Script.EAST_ASIAN);
        double kana = (double) letters.kana() * Script.EAST_ASIAN.weight() / weight;
        if (kana >= KANA_OF_JAPANESE) {
            return Optional.of("ja");
        }
        return kana <= KANA_IN_CHINESE && weight >= LEAST_LETTERS_OF_CHINESE ? Optional.of("zh") : Optional.empty();
    }

    private static String only(Script script, String words) {
        var kept = new StringBuilder(words.length());
        words.codePoints()
                .map(c -> !Character.isLetter(c)
                                || Script.of(c).filter(script::equals).isPresent()
                        ? c
                        : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /// The whole text, or of a long one so many characters each from its beginning, its end and evenly between.
    private static List<String> stretches(String text, int length) {
        if (text.length() <= PLACES * length) {
            return List.of(text);
        }
        return IntStream.range(0, PLACES)
                .mapToLong(place -> (long) (text.length() - length) * place / (PLACES - 1))
                .mapToObj(start -> text.substring((int) start, (int) start + length))
                .toList();
    }
}
