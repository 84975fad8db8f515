package llmtwin.clean;

import java.util.regex.Pattern;

/// The words of running text by which its language can be told: no addresses, no names behind `@` and `#`, and nothing
/// that looks like code though it is not marked as such.
final class RunningWords {
    /// ASCII, as a word is written in the middle of a sentence: no digits, no capital after a small letter.
    private static final Pattern WORD =
            Pattern.compile("[(\\[\"'*_]*+[A-Z]?+(?:[a-z]++|[A-Z]*+)(?:['-][A-Za-z]++)*+[)\\]\"'*_.,;:!?-]*+");
    private static final int LONGEST = 40;

    private final StringBuilder words;

    private RunningWords(int length) {
        words = new StringBuilder(length);
    }

    /// One space between words; marks and apostrophes are kept as they belong to words.
    static String of(String text) {
        var running = new RunningWords(text.length());
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                running.add(text.substring(start, i));
                start = i + 1;
            }
        }
        return running.words.toString().strip();
    }

    private void add(String token) {
        if (token.chars().allMatch(c -> c < 0x80) && !isWord(token)) {
            return;
        }
        token.codePoints().forEach(c -> {
            if (isPartOfWord(c)) {
                words.appendCodePoint(c);
            } else {
                space();
            }
        });
        space();
    }

    private static boolean isWord(String token) {
        return token.length() <= LONGEST && WORD.matcher(token).matches();
    }

    private static boolean isPartOfWord(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetter(c) || c == '\'' || c == '’';
        };
    }

    private void space() {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
    }
}
