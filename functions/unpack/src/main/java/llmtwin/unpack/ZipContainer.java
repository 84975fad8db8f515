package llmtwin.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ChecksumInputStream;

/// The files of a zip, by its central directory.
final class ZipContainer implements Container {
    /// What the directory may say about a file on average: 46 bytes and its name, comment and extra fields.
    private static final int DIRECTORY_BYTES = 300;
    private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");
    /// What stands for bytes that are no UTF-8.
    private static final char REPLACED = '?';

    /// The end of the directory is looked for in the last 64 KB.
    private static final long DIRECTORY_SEARCH = 4L << 20;

    private final ZipFile zip;
    private final Budget budget;
    private final TreeMap<String, ZipArchiveEntry> entries = new TreeMap<>();
    private int leftOut;

    private ZipContainer(ZipFile zip, Budget budget) {
        this.zip = zip;
        this.budget = budget;
    }

    /// @param channel closed with the container
    static ZipContainer of(SeekableByteChannel channel, ArchiveLimits limits, Budget budget) throws IOException {
        var bounded = new BoundedChannel(channel, DIRECTORY_SEARCH + (long) limits.entries() * DIRECTORY_BYTES);
        var zip = ZipFile.builder()
                .setSeekableByteChannel(bounded)
                .setIgnoreLocalFileHeader(true)
                .get();
        var container = new ZipContainer(zip, budget);
        try {
            container.list(limits, channel.size());
        } catch (IOException e) {
            zip.close();
            throw e;
        }
        bounded.unbounded();
        return container;
    }

    private void list(ArchiveLimits limits, long size) throws Unreadable {
        long packed = 0;
        int encrypted = 0;
        for (var entry : Collections.list(zip.getEntries())) {
            packed += claimed(entry, size);
            encrypted += entry.getGeneralPurposeBit().usesEncryption() ? 1 : 0;
            if (!entry.isDirectory()) {
                add(entry);
            }
        }
        if (entries.size() + leftOut > limits.entries()) {
            throw Unreadable.exhausted("it holds more than " + limits.entries() + " files");
        }
        if (packed > size) {
            throw Unreadable.exhausted("its files overlap, as in a zip that is made to do harm");
        }
        if (encrypted > 0 && encrypted >= entries.size()) {
            throw new Unreadable("it is password-protected; pack it without a password and send it again");
        }
    }

    /// How many bytes of the archive an entry says that it takes.
    private static long claimed(ZipArchiveEntry entry, long size) throws Unreadable {
        long claimed = Math.max(0, entry.getCompressedSize());
        if (claimed > size) {
            throw Unreadable.exhausted("a file in it claims to be larger than the whole");
        }
        return claimed;
    }

    /// Names are UTF-8 or, from older programs, in the code page of the first PCs, as the format says.
    private static String name(ZipArchiveEntry entry) {
        var raw = entry.getRawName();
        if (raw == null || entry.getName().indexOf(REPLACED) < 0) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(raw, CODE_PAGE_437);
        }
    }

    private void add(ZipArchiveEntry entry) {
        var name = EntryName.safe(name(entry));
        if (name.isEmpty() || entry.isUnixSymlink() || entries.putIfAbsent(name.get(), entry) != null) {
            leftOut++;
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public int leftOut() {
        return leftOut;
    }

    @Override
    public InputStream open(String name) throws IOException {
        var entry = Objects.requireNonNull(entries.get(name), name);
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new Unreadable("it is password-protected");
        }
        if (!zip.canReadEntryData(entry)) {
            throw new Unreadable("it is packed in a way that is not supported");
        }
        return budget.bounded(checked(entry), entry.getCompressedSize());
    }

    /// The library does not look at the checksum; damaged text would replace what was read before.
    private InputStream checked(ZipArchiveEntry entry) throws IOException {
        return ChecksumInputStream.builder()
                .setInputStream(zip.getInputStream(entry))
                .setChecksum(new CRC32())
                .setExpectedChecksumValue(entry.getCrc())
                .setCountThreshold(entry.getSize())
                .get();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
