package llmtwin.clean;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Looks into the compressed streams of a PDF before anything unpacks one of them into memory.
final class PdfStreams {
    static final int MAX_EXPANDED_MB = 64;
    private static final long MAX_EXPANDED = (long) MAX_EXPANDED_MB << 20;
    /// All streams together; far beyond any real text, and a second or two to unpack.
    private static final long MAX_TOTAL = 8 * MAX_EXPANDED;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int DICTIONARY = 400;

    private PdfStreams() {}

    /// Whether a stream that is no image expands to more than [#MAX_EXPANDED_MB].
    static boolean expandTooFar(byte[] pdf) {
        long total = 0;
        for (int at = Bytes.indexOf(pdf, STREAM, 0); at >= 0; at = Bytes.indexOf(pdf, STREAM, at + STREAM.length)) {
            int start = dataStart(pdf, at + STREAM.length);
            if (!isDeflated(pdf, start) || isImage(pdf, at)) {
                continue;
            }
            long expanded = expanded(pdf, start);
            total += expanded;
            if (expanded > MAX_EXPANDED || total > MAX_TOTAL) {
                return true;
            }
        }
        return false;
    }

    private static int dataStart(byte[] pdf, int at) {
        int start = at;
        while (start < pdf.length && (pdf[start] == '\r' || pdf[start] == '\n')) {
            start++;
        }
        return start;
    }

    /// The two bytes every zlib stream starts with (RFC 1950, section 2.2).
    private static boolean isDeflated(byte[] pdf, int at) {
        return at + 2 < pdf.length
                && (pdf[at] & 0x0F) == 8
                && (((pdf[at] & 0xFF) << 8) | (pdf[at + 1] & 0xFF)) % 31 == 0;
    }

    /// Text extraction unpacks no image.
    private static boolean isImage(byte[] pdf, int at) {
        int from = Math.max(0, at - DICTIONARY);
        var before = new String(pdf, from, at - from, StandardCharsets.ISO_8859_1);
        return before.substring(before.lastIndexOf("obj") + 1).contains("/Image");
    }

    private static long expanded(byte[] pdf, int start) {
        try (var inflater = new Inflater()) {
            inflater.setInput(pdf, start, pdf.length - start);
            var buffer = new byte[1 << 16];
            int written = 1;
            while (written > 0 && inflater.getBytesWritten() <= MAX_EXPANDED) {
                written = inflater.inflate(buffer);
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException _) {
            return 0; // Broken; the reader will say so.
        }
    }
}
