package llmtwin.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A file of which no more than some bytes are read until it says so: a zip's directory is held in memory, and how
/// long it is stands in the file itself.
final class BoundedChannel implements SeekableByteChannel {
    private final SeekableByteChannel file;
    private long left;

    BoundedChannel(SeekableByteChannel file, long bytes) {
        this.file = file;
        this.left = bytes;
    }

    void unbounded() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int n = file.read(buffer);
        left -= Math.max(0, n);
        if (left < 0) {
            throw Unreadable.exhausted("its list of files is too long");
        }
        return n;
    }

    @Override
    public int write(ByteBuffer buffer) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
