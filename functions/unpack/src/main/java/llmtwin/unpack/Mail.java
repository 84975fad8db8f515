package llmtwin.unpack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/// One e-mail: its header and the first text in it that is no attachment.
///
/// @param header decoded values by name in lower case; of several, the first
/// @param text plain text, null if there is none
/// @param html null if there is none
record Mail(
        Map<String, String> header,
        @Nullable String text,
        @Nullable String html) {
    private static final int MAX_DEPTH = 20;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]{1,100}@[^\\s<>,;:\"]{1,200}");

    /// @throws Unreadable if it is no message
    static Mail of(byte[] message) throws Unreadable {
        var stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(message));
        try {
            return new Reader(stream).read();
        } catch (IOException | MimeException | IllegalArgumentException e) {
            throw new Unreadable("the message is damaged", e);
        }
    }

    String field(String name) {
        return header.getOrDefault(name, "");
    }

    /// Of who wrote it, in lower case; empty if none is told.
    String from() {
        var address = ADDRESS.matcher(field("from"));
        var last = "";
        while (address.find()) {
            last = address.group().toLowerCase(Locale.ROOT);
        }
        return last;
    }

    /// The name beside the address of who wrote it; empty if there is none.
    String author() {
        return field("from").replaceAll("<[^>]*>", "").replace("\"", "").strip();
    }

    private static final class Reader {
        private final MimeTokenStream stream;
        private final Map<String, String> header = new HashMap<>();
        private boolean attached;
        private int depth;
        private int entities;
        private @Nullable String text;
        private @Nullable String html;

        Reader(MimeTokenStream stream) {
            this.stream = stream;
        }

        Mail read() throws IOException, MimeException {
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                switch (state) {
                    case T_START_HEADER -> {
                        attached = false;
                        entities++;
                    }
                    case T_FIELD -> field();
                    case T_START_MULTIPART -> depth++;
                    case T_END_MULTIPART -> depth--;
                    case T_BODY -> body();
                    default -> {} // Preambles and the like.
                }
                if (depth > MAX_DEPTH || (text != null && html != null)) {
                    break;
                }
            }
            return new Mail(header, text, html);
        }

        private void field() {
            var field = stream.getField();
            var name = field.getName().toLowerCase(Locale.ROOT);
            var body = field.getBody();
            if (name.equals("content-disposition") && body != null) {
                attached = body.strip().toLowerCase(Locale.ROOT).startsWith("attachment");
            }
            if (entities == 1 && body != null) {
                header.putIfAbsent(name, DecoderUtil.decodeEncodedWords(body.strip(), DecodeMonitor.SILENT));
            }
        }

        private void body() throws IOException {
            var part = stream.getBodyDescriptor();
            if (attached) {
                return;
            }
            var type = String.valueOf(part.getMimeType()).toLowerCase(Locale.ROOT);
            if (type.equals("text/plain") && text == null) {
                text = content(part);
            } else if (type.equals("text/html") && html == null) {
                html = content(part);
            }
        }

        private String content(BodyDescriptor part) throws IOException {
            try (InputStream in = stream.getDecodedInputStream()) {
                return new String(in.readAllBytes(), charset(part.getCharset()));
            }
        }

        private static Charset charset(@Nullable String name) {
            try {
                // ASCII is also what is assumed if nothing is said, and then UTF-8 is likelier.
                return name == null || name.equalsIgnoreCase("us-ascii")
                        ? StandardCharsets.UTF_8
                        : Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
