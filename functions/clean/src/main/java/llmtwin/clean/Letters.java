package llmtwin.clean;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// How much of a text is in which script.
///
/// @param weights letters by script; an ideograph, kana or syllable of Hangul counts as three
/// @param kana how many of the letters are kana
record Letters(Map<Script, Integer> weights, int kana) {
    private static final double MAIN = 2.0 / 3;

    Letters {
        weights = Map.copyOf(weights);
    }

    static Letters of(CharSequence text) {
        var weights = new EnumMap<Script, Integer>(Script.class);
        text.codePoints()
                .forEach(c -> Script.of(c).ifPresent(script -> weights.merge(script, script.weight(), Integer::sum)));
        return new Letters(
                weights, (int) text.codePoints().filter(Letters::isKana).count());
    }

    private static boolean isKana(int c) {
        var script = UnicodeScript.of(c);
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    int weight(Script script) {
        return weights.getOrDefault(script, 0);
    }

    /// The script that two thirds of the text or more are in.
    Optional<Script> main() {
        return weights.keySet().stream()
                .filter(script -> share(script::equals) >= MAIN)
                .findFirst();
    }

    /// In [0, 1]; 0 of a text without letters.
    double share(Predicate<Script> which) {
        int all = weights.values().stream().mapToInt(Integer::intValue).sum();
        int some =
                weights.keySet().stream().filter(which).mapToInt(this::weight).sum();
        return all == 0 ? 0 : (double) some / all;
    }
}
