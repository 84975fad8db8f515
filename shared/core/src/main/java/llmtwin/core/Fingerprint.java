package llmtwin.core;

import java.lang.Character.UnicodeScript;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By what a text is recognised when it comes again, also slightly changed.
///
/// @param text hash of the whole text
/// @param sketch of its words
/// @param words how many there are
/// @param link where a reader finds it; null if nowhere
public record Fingerprint(
        Sha256 text, MinHash sketch, int words, @Nullable URI link) {
    /// Shorter texts are the same only if they are equal: few words make a large difference.
    private static final int FEWEST_WORDS = 50;

    private static final double NEARLY_THE_SAME = 0.9;
    /// Enough for two texts that claim to be one; a template that puts the same link on every page merges nothing.
    private static final double LOOSELY_ALIKE = 0.5;

    private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)\\s]*\\)");
    /// These write no spaces: each of their characters is a word.
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /// @param markdown a clean text; where its links lead does not count
    public static Fingerprint of(String markdown, @Nullable URI link) {
        var words = words(LINK_TARGET.matcher(markdown).replaceAll("]").toLowerCase(Locale.ROOT));
        return new Fingerprint(Sha256.of(markdown), MinHash.of(words), words.size(), link);
    }

    /// Runs of letters, digits and their marks.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isWordByItself(c) || !isPartOfWord(c)) {
                add(words, text, start, i);
                start = i + Character.charCount(c);
                add(words, text, isWordByItself(c) ? i : start, start);
            }
        }
        add(words, text, start, text.length());
        return words;
    }

    private static void add(List<String> words, String text, int start, int end) {
        if (start < end) {
            words.add(text.substring(start, end));
        }
    }

    private static boolean isWordByItself(int c) {
        return c > 0x7F && isPartOfWord(c) && UNSPACED.contains(UnicodeScript.of(c));
    }

    private static boolean isPartOfWord(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    /// Whether one of the two is enough: their texts are equal, nearly the same, or at least alike and said to be the
    /// same by their link.
    public boolean isDuplicateOf(Fingerprint other) {
        if (text.equals(other.text)) {
            return true;
        }
        double likeness = sketch.likeness(other.sketch);
        boolean sameLink = link != null && link.equals(other.link);
        return (isLong() && other.isLong() && likeness >= NEARLY_THE_SAME) || (sameLink && likeness >= LOOSELY_ALIKE);
    }

    private boolean isLong() {
        return words >= FEWEST_WORDS;
    }

    /// Names under which a duplicate is looked for: whatever shares none is none, but for a chance of 1 in 100.
    /// At most ten; the first is that of the text itself and belongs to one document only.
    public List<String> names() {
        var names = new ArrayList<String>();
        names.add(nameOf(text));
        if (link != null) {
            names.add("LINK#" + Sha256.of(link.toString()));
        }
        if (isLong()) {
            sketch.bands().forEach(band -> names.add("BAND#" + band));
        }
        return names;
    }

    static String nameOf(Sha256 text) {
        return "TEXT#" + text;
    }
}
