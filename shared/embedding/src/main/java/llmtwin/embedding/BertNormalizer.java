package llmtwin.embedding;

import java.text.Normalizer;

/// Text as an uncased BERT model was taught to read it: clean, without accents, in lower case.
///
/// Every step and their order are those of Hugging Face's normalizer of the same name: the model's vectors are only
/// right for the same pieces.
final class BertNormalizer {
    private BertNormalizer() {}

    static String normalise(String text) {
        var decomposed = Normalizer.normalize(cleaned(text), Normalizer.Form.NFD);
        var plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                // By code point: the final sigma of a Greek word is not special here.
                plain.appendCodePoint(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                clean.append(' ');
            } else if (isIdeograph(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
            } else if (c != 0xFFFD && !isControl(c)) {
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    private static boolean isBlank(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    /// Unassigned code points are kept: what one release of Unicode does not know is a letter in the next.
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /// The blocks that BERT's authors call CJK; kana and hangul are written with words and are not among them.
    private static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }
}
