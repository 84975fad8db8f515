package llmtwin.crawl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Takes apart what a git server sends in one stream: the data, its progress and its errors.
///
/// @see <a href="https://git-scm.com/docs/protocol-capabilities">git, capability side-band-64k</a>
final class SideBand {
    private static final int HEADER = 4;

    private SideBand() {}

    /// All of the data.
    ///
    /// @throws IOException if the server tells an error, or the stream breaks off
    static byte[] data(InputStream stream) throws IOException {
        var data = new ByteArrayOutputStream();
        while (true) {
            var header = new String(stream.readNBytes(HEADER), StandardCharsets.US_ASCII);
            if (!header.matches("[0-9a-fA-F]{4}")) {
                throw new IOException("a git server's answer broke off");
            }
            int length = Integer.parseInt(header, 16) - HEADER;
            if (length <= 0) {
                return data.toByteArray();
            }
            int band = stream.read();
            var packet = stream.readNBytes(length - 1);
            if (packet.length < length - 1 || band == 3) {
                throw new IOException("a git server gave up");
            }
            if (band == 1) {
                data.writeBytes(packet);
            }
        }
    }
}
