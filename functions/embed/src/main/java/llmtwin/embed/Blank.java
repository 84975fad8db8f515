package llmtwin.embed;

/// Characters that print nothing but space.
final class Blank {
    private Blank() {}

    static boolean is(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /// The first place from `start` on that is not blank, at most `end`.
    static int skip(String text, int start, int end) {
        int i = start;
        while (i < end && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /// The place after the last character before `end` that is not blank, at least `start`.
    static int trim(String text, int start, int end) {
        int i = end;
        while (i > start && is(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
