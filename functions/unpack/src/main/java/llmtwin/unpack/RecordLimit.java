package llmtwin.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Stops a stream in which one record goes on for too long, because a record is held in memory.
final class RecordLimit extends FilterInputStream {
    private final int bytes;
    private long read;

    /// @param bytes of one record at most
    RecordLimit(InputStream in, int bytes) {
        super(in);
        this.bytes = bytes;
    }

    /// A new record starts.
    void next() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(n);
        return n;
    }

    private void count(long n) throws Unreadable {
        read += Math.max(0, n);
        if (read > bytes) {
            throw new Unreadable("one record in it is larger than " + (bytes >> 20) + " MB");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
