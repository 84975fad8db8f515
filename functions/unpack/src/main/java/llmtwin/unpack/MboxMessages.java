package llmtwin.unpack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The messages of an mbox file: each starts with a line `From …` after an empty one. Of a long message only its
/// first part is kept; text comes before what is attached.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc4155">RFC 4155</a>
final class MboxMessages {
    private static final int MAX_MESSAGE = 8 << 20;
    private static final int MAX_LINE = 1 << 16;
    private static final byte[] START = "From ".getBytes(StandardCharsets.US_ASCII);

    private MboxMessages() {}

    /// What is done with one message.
    interface Reading {
        void read(byte[] message) throws IOException;
    }

    static void each(Archive archive, String entry, Reading reading) throws IOException {
        archive.endUntold();
        try (var in = new BufferedInputStream(archive.open(entry))) {
            var message = new ByteArrayOutputStream();
            boolean blankBefore = true;
            boolean started = false;
            for (var line = line(in); line.length > 0; line = line(in)) {
                if (blankBefore && startsWith(line, 0)) {
                    if (started) {
                        reading.read(message.toByteArray());
                    }
                    started = true;
                    message.reset();
                } else if (message.size() < MAX_MESSAGE) {
                    int quoted = isQuotedStart(line) ? 1 : 0;
                    message.write(line, quoted, line.length - quoted);
                }
                blankBefore = line.length <= 2 && (line[0] == '\n' || line[0] == '\r');
            }
            if (started) {
                reading.read(message.toByteArray());
            }
        }
    }

    /// A line of text that begins like a message is kept with a `>` before it.
    private static boolean isQuotedStart(byte[] line) {
        int at = 0;
        while (at < line.length && line[at] == '>') {
            at++;
        }
        return at > 0 && startsWith(line, at);
    }

    private static boolean startsWith(byte[] line, int at) {
        for (int i = 0; i < START.length; i++) {
            if (at + i >= line.length || line[at + i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    /// With its line end; empty at the end of the stream. A very long line comes in pieces.
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n' || line.size() == MAX_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }
}
