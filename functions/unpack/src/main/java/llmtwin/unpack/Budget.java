package llmtwin.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is unpacked of one upload and stops it at the limits. Used by one thread.
final class Budget {
    /// Below this, a file may be as repetitive as it likes.
    private static final long FREE_OF_RATIO = 4L << 20;

    private final ArchiveLimits limits;
    private long spent;

    Budget(ArchiveLimits limits) {
        this.limits = limits;
    }

    /// @param packed how many bytes of the upload the stream is made from
    InputStream bounded(InputStream in, long packed) {
        return new Counted(in, packed);
    }

    private void spend(long count) throws Unreadable {
        spent += count;
        if (spent > limits.totalBytes()) {
            throw Unreadable.exhausted(
                    "it unpacks to more than " + (limits.totalBytes() >> 20) + " MB; send it in several parts");
        }
    }

    private final class Counted extends FilterInputStream {
        private final long packed;
        private long made;

        Counted(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(0, n));
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count(skipped);
            return skipped;
        }

        private void count(long n) throws Unreadable {
            made += n;
            if (made > FREE_OF_RATIO && made / limits.ratio() > Math.max(1, packed)) {
                throw Unreadable.exhausted("a file in it unpacks to more than " + limits.ratio() + " times its size");
            }
            spend(n);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
