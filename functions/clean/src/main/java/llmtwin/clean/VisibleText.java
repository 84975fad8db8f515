package llmtwin.clean;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Removes what no reader sees: control characters, bidirectional controls, zero-width characters and Unicode tags.
/// They hide text from people that a model would read. Joiners and variation selectors stay where a script or an
/// emoji needs them.
final class VisibleText {
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAGS = 0xE0000;
    private static final int CANCEL_TAG = 0xE007F;
    /// The flags written with tags that Unicode recommends for interchange: England, Scotland, Wales.
    private static final Set<String> TAG_FLAGS = Set.of("gbeng", "gbsct", "gbwls");
    /// In these a joiner means something only between signs of other scripts.
    private static final Set<UnicodeScript> NEVER_JOINED = Set.of(
            UnicodeScript.COMMON,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL);

    private VisibleText() {}

    static String of(String text) {
        var visible = new StringBuilder(text.length());
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int flag = tagFlagAt(text, i);
            if (flag > 0) {
                visible.append(text, i, i + flag);
                i += flag;
                before = BLACK_FLAG;
                continue;
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int after = i < text.length() ? text.codePointAt(i) : -1;
            if (isVisible(c, before, after)) {
                visible.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
                before = c;
            }
        }
        return visible.toString();
    }

    private static boolean isVisible(int c, int before, int after) {
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            return c == '\n' || c == '\t';
        }
        if (c == ZWJ || c == ZWNJ) {
            return joins(c, before, after);
        }
        if (isVariationSelector(c)) {
            return before >= 0 && !isVariationSelector(before) && mayVary(c, before);
        }
        return switch (c) {
            // Combining grapheme joiner, Hangul fillers, Khmer inherent vowels, interlinear annotation, object.
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC -> false;
            // Arabic number signs are format characters that are drawn.
            case 0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x08E2, 0x110BD, 0x110CD -> true;
            default -> Character.getType(c) != Character.FORMAT && (c < TAGS || c > 0xE0FFF);
        };
    }

    private static boolean joins(int joiner, int before, int after) {
        if (before < 0 || before == ZWJ || before == ZWNJ) {
            return false;
        }
        if (joiner == ZWJ && after >= 0 && Character.isExtendedPictographic(after)) {
            return before == 0xFE0F || Character.isEmoji(before);
        }
        return (Character.isAlphabetic(before) || isMark(before)) && !NEVER_JOINED.contains(UnicodeScript.of(before));
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180D);
    }

    /// Emoji and symbols take the first kind, ideographs also the second (ideographic variation sequences).
    private static boolean mayVary(int selector, int before) {
        return selector < TAGS ? !Character.isWhitespace(before) : Character.isIdeographic(before);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /// How many UTF-16 units the tag flag has that starts here; 0 if none does.
    private static int tagFlagAt(String text, int start) {
        if (text.codePointAt(start) != BLACK_FLAG) {
            return 0;
        }
        var name = new StringBuilder();
        int i = start + 2;
        while (i < text.length() && name.length() < 6) {
            int c = text.codePointAt(i);
            if (c == CANCEL_TAG) {
                return TAG_FLAGS.contains(name.toString()) ? i + 2 - start : 0;
            }
            if (c <= TAGS || c > CANCEL_TAG) {
                return 0;
            }
            name.append((char) (c - TAGS));
            i += 2;
        }
        return 0;
    }
}
