package llmtwin.clean;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// A message in the format of e-mail (RFC 5322, MIME): its header, and the parts of it that are text.
///
/// @param header by name in lower case, decoded; of several the first
/// @param texts in the order of the message; what is attached is left out
record MimeMessage(Map<String, String> header, List<Part> texts) {
    private static final int MAX_NESTING = 32;
    private static final int MAX_PARTS = 10_000;
    private static final int MAX_TEXT = 32 << 20;
    private static final MimeConfig LIMITS = new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(2_000)
            .setMaxHeaderLen(100_000)
            .setMaxContentLen(-1)
            .build();

    /// @param contentType as declared, with its parameters; in lower case but for what is quoted
    /// @param bytes without their transfer encoding
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Part(String contentType, Map<String, String> header, byte[] bytes) {
        boolean is(String mediaType) {
            return contentType.split(";", 2)[0].strip().equalsIgnoreCase(mediaType);
        }

        private boolean isAttached() {
            return header.getOrDefault("content-disposition", "").strip().regionMatches(true, 0, "attachment", 0, 10);
        }
    }

    /// @throws IOException if it is no message, or holds too much
    static MimeMessage of(byte[] bytes) throws IOException {
        var stream = new MimeTokenStream(LIMITS);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(bytes));
        try {
            return read(stream);
        } catch (MimeException | IllegalArgumentException e) {
            throw new IOException("it breaks the format (" + e.getMessage() + ")", e);
        }
    }

    private static MimeMessage read(MimeTokenStream stream) throws IOException, MimeException {
        Map<String, String> header = new HashMap<>();
        var first = header;
        var texts = new ArrayList<Part>();
        int nesting = 0;
        int parts = 0;
        int size = 0;
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_START_HEADER -> header = parts++ == 0 ? first : new HashMap<>();
                case T_FIELD -> add(stream.getField(), header);
                case T_START_MULTIPART -> nesting++;
                case T_END_MULTIPART -> nesting--;
                case T_BODY -> {
                    var type = header.getOrDefault("content-type", "text/plain");
                    var part = new Part(type, header, new byte[0]);
                    if (type.strip().regionMatches(true, 0, "text/", 0, 5) && !part.isAttached()) {
                        var content = stream.getDecodedInputStream().readNBytes(MAX_TEXT - size + 1);
                        size += content.length;
                        texts.add(new Part(type, header, content));
                    }
                }
                default -> {} // What stands between the parts.
            }
            if (nesting > MAX_NESTING || parts > MAX_PARTS || size > MAX_TEXT) {
                throw new IOException("it has more than " + MAX_NESTING + " levels, " + MAX_PARTS + " parts or "
                        + (MAX_TEXT >> 20) + " MB of text");
            }
        }
        return new MimeMessage(Map.copyOf(first), List.copyOf(texts));
    }

    private static void add(Field field, Map<String, String> header) {
        // Some programs write headers in their own charset, without saying so.
        var raw = field.getRaw() == null
                ? field.getName() + ":" + field.getBody()
                : TextDecoder.plain(field.getRaw().toByteArray());
        var value = raw.substring(raw.indexOf(':') + 1)
                .replaceAll("\\r?\\n(?=[ \\t])", "")
                .strip();
        header.putIfAbsent(
                field.getName().strip().toLowerCase(Locale.ROOT),
                DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8));
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(header.get(name)).filter(value -> !value.isBlank());
    }
}
