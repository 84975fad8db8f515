package llmtwin.clean;

import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the text of a style sheet rule by rule, in its order. What styles paper only is passed over.
final class StyleSheet {
    /// Who is told of the rules.
    interface Reader {
        /// A rule that always holds for the elements that its selector names.
        ///
        /// @param selector tag, classes and ids, joined as in `p.note.small`
        void simple(String selector, String declarations);

        /// Rules that hold at times, or depending on other elements.
        ///
        /// @param css their declarations, perhaps with selectors around them
        void conditional(String css);

        /// More rules are somewhere else.
        void elsewhere();
    }

    private static final Pattern ALWAYS = Pattern.compile("@layer\\b.*|@media\\s*(?:all|screen)", Pattern.DOTALL);
    private static final Pattern NEVER = Pattern.compile(
            "@(?:-\\w+-)?(?:font-face|keyframes|page|counter-style|property|media\\s+print)\\b(?!\\s*,).*",
            Pattern.DOTALL);
    private static final int DEEPEST = 8;

    private final String css;
    private final Reader reader;
    private final int depth;

    private StyleSheet(String css, Reader reader, int depth) {
        this.css = css;
        this.reader = reader;
        this.depth = depth;
    }

    static void read(String css, Reader reader) {
        new StyleSheet(withoutComments(css), reader, 0).read();
    }

    private static String withoutComments(String css) {
        var read = new StringBuilder(css.length());
        int at = 0;
        for (int open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", at)) {
            read.append(css, at, open);
            int close = css.indexOf("*/", open + 2);
            at = close < 0 ? css.length() : close + 2;
        }
        return read.append(css, at, css.length()).toString().replace("<!--", "").replace("-->", "");
    }

    private void read() {
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
            int close = closing(open);
            rule(css.substring(at, open), css.substring(open + 1, close));
            at = Math.min(close + 1, css.length());
        }
    }

    private void rule(String prelude, String block) {
        if (prelude.contains("@import")) {
            reader.elsewhere();
        }
        var selectors = prelude.substring(prelude.lastIndexOf(';') + 1).strip();
        if (selectors.startsWith("@")) {
            group(selectors.toLowerCase(Locale.ROOT), block);
            return;
        }
        for (var selector : selectors.split(",", -1)) {
            styled(selector.strip(), block);
        }
    }

    private void group(String condition, String block) {
        if (ALWAYS.matcher(condition).matches() && depth < DEEPEST) {
            new StyleSheet(block, reader, depth + 1).read();
        } else if (!NEVER.matcher(condition).matches()) {
            reader.conditional(block);
        }
    }

    /// Nested rules hold at times; what stands before them always does.
    private void styled(String selector, String block) {
        int nested = block.indexOf('{');
        if (!isSimple(selector)) {
            reader.conditional(block);
        } else if (nested < 0) {
            reader.simple(selector, block);
        } else {
            reader.simple(selector, block.substring(0, nested));
            reader.conditional(block.substring(nested));
        }
    }

    private static boolean isSimple(String selector) {
        for (int i = 0; i < selector.length(); i++) {
            char c = selector.charAt(i);
            if (!Character.isLetterOrDigit(c) && ".#*-_".indexOf(c) < 0) {
                return false;
            }
        }
        return !selector.isEmpty();
    }

    /// Where the block ends that starts at `open`, with all blocks in it.
    private int closing(int open) {
        int blocks = 1;
        int nested = css.indexOf('{', open + 1);
        for (int close = css.indexOf('}', open); close >= 0; close = css.indexOf('}', close + 1)) {
            for (; nested >= 0 && nested < close; nested = css.indexOf('{', nested + 1)) {
                blocks++;
            }
            blocks--;
            if (blocks == 0) {
                return close;
            }
        }
        return css.length();
    }
}
