package llmtwin.clean;

/// Cuts the bytes of an RTF file into what they say, one token after the other.
///
/// @see <a href="https://www.microsoft.com/en-us/download/details.aspx?id=10725">RTF Specification 1.9.1</a>
final class RtfTokens {
    private static final int LONGEST_WORD = 32;

    private final byte[] rtf;
    private int at;

    /// One thing the file says.
    sealed interface Token {
        /// `{`: what follows holds until the matching `}`.
        record Open() implements Token {}

        /// `}`
        record Close() implements Token {}

        /// `\word` or `\word-12`; also the symbols, such as `\~`.
        ///
        /// @param number 1 if there is none, as most words mean by that; within an int
        record Control(String word, int number) implements Token {}

        /// One byte of text, in the charset of its font.
        record Text(byte value) implements Token {}

        record End() implements Token {}
    }

    RtfTokens(byte[] rtf) {
        this.rtf = rtf;
    }

    Token next() {
        while (at < rtf.length) {
            byte b = rtf[at++];
            switch (b) {
                case '{' -> {
                    return new Token.Open();
                }
                case '}' -> {
                    return new Token.Close();
                }
                case '\\' -> {
                    return at < rtf.length ? control() : new Token.End();
                }
                case '\r', '\n', 0 -> {} // Only lines of the file.
                default -> {
                    return new Token.Text(b);
                }
            }
        }
        return new Token.End();
    }

    private Token control() {
        char first = (char) (rtf[at] & 0xFF);
        if (isLetter(first)) {
            return word();
        }
        at++;
        return switch (first) {
            case '\'' -> hex();
            case '\\', '{', '}' -> new Token.Text((byte) first);
            case '\r', '\n' -> new Token.Control("par", 1);
            default -> new Token.Control(String.valueOf(first), 1);
        };
    }

    private Token hex() {
        int high = digit();
        int low = digit();
        return high < 0 || low < 0 ? new Token.Control("'", 1) : new Token.Text((byte) (high * 16 + low));
    }

    private int digit() {
        return at < rtf.length ? Character.digit(rtf[at++], 16) : -1;
    }

    private Token word() {
        var word = new StringBuilder();
        while (at < rtf.length && isLetter((char) (rtf[at] & 0xFF)) && word.length() < LONGEST_WORD) {
            word.append((char) rtf[at++]);
        }
        int number = number();
        if (at < rtf.length && rtf[at] == ' ') {
            at++;
        }
        if (word.toString().equals("bin")) {
            at = (int) Math.min(rtf.length, at + (long) Math.max(0, number));
        }
        return new Token.Control(word.toString(), number);
    }

    private int number() {
        boolean negative = at + 1 < rtf.length && rtf[at] == '-' && Character.isDigit(rtf[at + 1]);
        at += negative ? 1 : 0;
        int start = at;
        long number = 0;
        while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9') {
            number = Math.min(Integer.MAX_VALUE, number * 10 + (rtf[at++] - '0'));
        }
        return at == start ? 1 : (int) (negative ? -number : number);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
