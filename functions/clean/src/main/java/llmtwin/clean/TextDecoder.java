package llmtwin.clean;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns bytes into text, choosing the charset as browsers do: byte order mark, Content-Type header, `meta` in the
/// first 1024 bytes, then UTF-8 if it decodes as such and windows-1252 otherwise. Where the declaration is plainly
/// wrong, it loses no text: valid UTF-8 beats another declared charset, and a declared UTF-8 without one valid
/// multi-byte
/// character is windows-1252.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding">HTML</a>
final class TextDecoder {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int PRESCAN = 1024;
    private static final int LAST_OF_TWO_BYTES = 0x7FF;
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([\\w.:\\-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META = Pattern.compile("<meta\\b[^>]{0,512}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern XML_ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]{0,128}encoding\\s*=\\s*[\"']([\\w.:\\-]+)");

    /// Labels that name another charset on the web than in Java.
    ///
    /// @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">Encoding</a>
    private static final Map<String, String> WEB_LABELS = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("x-user-defined", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("utf8", "UTF-8"));

    private TextDecoder() {}

    /// The text of a web page.
    static String html(byte[] bytes, String contentType) {
        var marked = byMark(bytes);
        if (marked.isPresent()) {
            return marked.get();
        }
        var declared = charset(CHARSET, contentType);
        return declared(bytes, declared != null ? declared : inDocument(bytes));
    }

    /// The text of a file that is nothing but text: its byte order mark decides, then UTF-8, then windows-1252.
    static String plain(byte[] bytes) {
        return byMark(bytes).orElseGet(() -> declared(bytes, null));
    }

    static boolean hasUtf16Mark(byte[] bytes) {
        return Bytes.startsWith(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF})
                || Bytes.startsWith(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE});
    }

    private static Optional<String> byMark(byte[] bytes) {
        if (Bytes.startsWith(bytes, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            return Optional.of(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        if (!hasUtf16Mark(bytes)) {
            return Optional.empty();
        }
        var order = bytes[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return Optional.of(new String(bytes, 2, bytes.length - 2, order));
    }

    private static String declared(byte[] bytes, @Nullable Charset charset) {
        boolean mayBeUtf8 = charset == null || charset.equals(StandardCharsets.UTF_8) || isSingleByte(charset);
        var strict = strictUtf8(bytes).filter(text -> mayBeUtf8 || isTelling(text));
        if (strict.isPresent()) {
            return strict.get();
        }
        if (StandardCharsets.UTF_8.equals(charset)) {
            var lenient = new String(bytes, StandardCharsets.UTF_8);
            boolean anyValid = lenient.codePoints().anyMatch(c -> c > 0x7F && c != 0xFFFD);
            return anyValid ? lenient : new String(bytes, WINDOWS_1252);
        }
        return new String(bytes, charset == null ? WINDOWS_1252 : charset);
    }

    /// Few words of another multi-byte charset are valid UTF-8 by chance, and those that are decode to two-byte
    /// characters.
    private static boolean isTelling(String utf8) {
        return utf8.codePoints().anyMatch(c -> c > LAST_OF_TWO_BYTES);
    }

    private static boolean isSingleByte(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() <= 1.0f;
    }

    private static Optional<String> strictUtf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Charset inDocument(byte[] bytes) {
        var head = COMMENT.matcher(new String(bytes, 0, Math.min(bytes.length, PRESCAN), StandardCharsets.ISO_8859_1))
                .replaceAll("");
        var xml = charset(XML_ENCODING, head);
        if (xml != null) {
            return noUtf16(xml);
        }
        var metas = META.matcher(head);
        while (metas.find()) {
            var named = charset(CHARSET, metas.group());
            if (named != null) {
                return noUtf16(named);
            }
        }
        return null;
    }

    /// A document whose ASCII declaration could be read is not UTF-16, whatever it says.
    private static Charset noUtf16(Charset charset) {
        return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    }

    private static @Nullable Charset charset(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            return null;
        }
        var label = found.group(1).toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(WEB_LABELS.getOrDefault(label, label));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null; // A made-up name is as good as none.
        }
    }
}
