package llmtwin.clean;

import java.lang.Character.UnicodeScript;

/// How many words and letters a text has, also in scripts that write no spaces.
///
/// @param words runs of letters and digits; an ideograph or kana counts as one, so do four letters of Thai and its kin
record WordCount(int words, int letters) {
    private static final int MIN_WORDS = 8;
    private static final int MIN_LETTERS = 40;
    private static final int LETTERS_OF_AN_IDEOGRAPH = 4;

    static WordCount of(String text) {
        int words = 0;
        int letters = 0;
        int unspaced = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isLetterOrDigit(c)) {
                // Apostrophes, hyphens and combining marks are part of their word.
                inside &= !(Character.isWhitespace(c) || Character.isSpaceChar(c));
                continue;
            }
            letters++;
            if (Character.isIdeographic(c) || isKana(c)) {
                words++;
                letters += LETTERS_OF_AN_IDEOGRAPH - 1;
                inside = false;
            } else if (isUnspaced(c)) {
                words += unspaced++ % 4 == 0 ? 1 : 0;
            } else if (!inside) {
                words++;
                inside = true;
            }
        }
        return new WordCount(words, letters);
    }

    boolean tooFew() {
        return words < MIN_WORDS || letters < MIN_LETTERS;
    }

    private static boolean isKana(int c) {
        var script = UnicodeScript.of(c);
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    private static boolean isUnspaced(int c) {
        return switch (UnicodeScript.of(c)) {
            case THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
