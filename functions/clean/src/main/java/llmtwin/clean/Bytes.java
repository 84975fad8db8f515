package llmtwin.clean;

import java.util.Arrays;

/// Looks for bytes in bytes.
final class Bytes {
    private Bytes() {}

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    static boolean contains(byte[] bytes, byte[] part) {
        return indexOf(bytes, part, 0) >= 0;
    }

    /// The first place at or after `from` where `part` stands, or -1.
    static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int i = from; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
