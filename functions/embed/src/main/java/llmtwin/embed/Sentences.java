package llmtwin.embed;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/// Where sentences begin in a text.
final class Sentences {
    /// Rarely the last word of a sentence, though they end with its mark.
    private static final Set<String> ABBREVIATIONS = Set.of(
            "al", "approx", "bzw", "ca", "cf", "ch", "co", "corp", "d.h", "dr", "e.g", "ed", "eds", "eq", "esp", "est",
            "fig", "figs", "hr", "i.e", "inc", "jr", "ltd", "m.e", "mr", "mrs", "ms", "no", "nos", "nr", "p", "pp",
            "prof", "resp", "sec", "sr", "st", "u.a", "usw", "v", "viz", "vol", "vs", "z.b");
    private static final Pattern INITIALS = Pattern.compile("\\p{Lu}(\\.\\p{Lu})*");
    private static final int LONGEST_ABBREVIATION = 8;

    private Sentences() {}

    /// Gives every offset in `(start, end)` at which a sentence begins.
    static void forEachStart(String text, int start, int end, IntConsumer starts) {
        var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text.substring(start, end));
        sentences.first();
        for (int i = sentences.next(); i != BreakIterator.DONE && start + i < end; i = sentences.next()) {
            int next = Blank.skip(text, start + i, end);
            if (next < end && !endsWithAbbreviation(text, start, Blank.trim(text, start, next))) {
                starts.accept(next);
            }
        }
    }

    private static boolean endsWithAbbreviation(String text, int start, int end) {
        if (end == start || text.charAt(end - 1) != '.') {
            return false;
        }
        int word = end - 1;
        while (word > start && end - word <= LONGEST_ABBREVIATION + 1 && isWordPart(text.charAt(word - 1))) {
            word--;
        }
        var last = text.substring(word, end - 1);
        return ABBREVIATIONS.contains(last.toLowerCase(Locale.ROOT))
                || INITIALS.matcher(last).matches();
    }

    private static boolean isWordPart(char c) {
        return Character.isLetter(c) || c == '.';
    }
}
