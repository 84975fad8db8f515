package llmtwin.local.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/// Where an object key lies on disk: a name that any file system takes and that leads back to the key.
///
/// Each `/` of a key stays a folder, whose name ends with `=`; the object itself is a file that ends with `@`.
/// So key `a` may lie beside `a/b`, and a half-written file, which has another ending, is never taken for an object.
/// Other bytes than `[A-Za-z0-9_.-]` are written as `%XX`; a long part goes on in a folder that ends with `+`.
final class KeyFiles {
    private static final int MAX_PIECE = 180;

    private KeyFiles() {}

    static String fileOf(String key) {
        int slash = key.lastIndexOf('/');
        return folderOf(key) + pieces(key.substring(slash + 1)) + "@";
    }

    /// The folder that holds every key starting with the same characters up to the last `/`; empty for the top.
    static String folderOf(String keyOrPrefix) {
        int end = keyOrPrefix.lastIndexOf('/');
        if (end < 0) {
            return "";
        }
        StringBuilder folder = new StringBuilder();
        for (String part : keyOrPrefix.substring(0, end).split("/", -1)) {
            folder.append(pieces(part)).append("=/");
        }
        return folder.toString();
    }

    /// The key of a file, or empty for a file that holds no object.
    static Optional<String> keyOf(String file) {
        if (!file.endsWith("@")) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        for (String piece : file.split("/", -1)) {
            key.append(piece, 0, piece.length() - 1);
            if (piece.endsWith("=")) {
                key.append('/');
            }
        }
        return Optional.of(unescaped(key.toString()));
    }

    private static String pieces(String part) {
        StringBuilder pieces = new StringBuilder();
        int length = 0;
        for (byte b : part.getBytes(UTF_8)) {
            if (length >= MAX_PIECE) {
                pieces.append("+/");
                length = 0;
            }
            // A dot at the start would make "..", or one of the store's own hidden names.
            if (isPlain(b) && !(b == '.' && length == 0)) {
                pieces.append((char) b);
                length++;
            } else {
                pieces.append(String.format(Locale.ROOT, "%%%02X", b));
                length += 3;
            }
        }
        return pieces.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.';
    }

    private static String unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(UTF_8);
    }
}
