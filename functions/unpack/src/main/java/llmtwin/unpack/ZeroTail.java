package llmtwin.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the zero bytes at the end of what was read so far.
final class ZeroTail extends FilterInputStream {
    private long zeros;

    ZeroTail(InputStream in) {
        super(in);
    }

    long zeros() {
        return zeros;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        int last = n;
        while (last > 0 && buffer[offset + last - 1] == 0) {
            last--;
        }
        if (n > 0) {
            zeros = last == 0 ? zeros + n : n - last;
        }
        return n;
    }

    /// What is skipped was not looked at.
    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        zeros = skipped > 0 ? 0 : zeros;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
