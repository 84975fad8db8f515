package llmtwin.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of a text that carry its meaning, in lower case and without a plural s.
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Set<String> STOP = Set.of(
            "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but",
            "by", "can", "could", "did", "do", "doe", "for", "from", "get", "had", "ha", "have", "he", "her", "hi",
            "how", "i", "if", "in", "into", "is", "it", "just", "like", "made", "make", "me", "more", "most", "much",
            "my", "no", "not", "now", "of", "on", "one", "or", "our", "out", "she", "should", "so", "some", "such",
            "than", "that", "the", "their", "them", "then", "there", "these", "they", "thi", "those", "to", "up", "use",
            "used", "using", "wa", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with",
            "would", "you", "your");

    private Words() {}

    static Set<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> singular(word.group()))
                .filter(word -> !STOP.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The share of the wanted words that the text has.
    ///
    /// @return in [0, 1]; 0 if nothing is wanted
    static double overlap(Set<String> wanted, String text) {
        if (wanted.isEmpty()) {
            return 0;
        }
        var there = Words.of(text);
        return (double) wanted.stream().filter(there::contains).count() / wanted.size();
    }

    /// Jaccard's coefficient of two sets: what they share over what they have together.
    ///
    /// @return in [0, 1]; 1 for two empty sets
    static double jaccard(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        long together = one.size() + other.size() - shared;
        return together == 0 ? 1 : (double) shared / together;
    }

    private static String singular(String word) {
        return word.length() > 2 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
