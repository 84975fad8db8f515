package llmtwin.unpack;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/// The files of a tar, packed with gzip or not. It has no directory, so that every look reads it from its start.
final class TarContainer implements Container {
    /// The end of a tar is told by empty records.
    private static final int RECORD = 512;

    private final Path file;
    private final boolean gzip;
    private final Budget budget;
    private final TreeSet<String> names = new TreeSet<>();
    private int leftOut;
    private boolean whole;

    private TarContainer(Path file, boolean gzip, Budget budget) {
        this.file = file;
        this.gzip = gzip;
        this.budget = budget;
    }

    static TarContainer of(Path file, boolean gzip, ArchiveLimits limits, Budget budget) throws IOException {
        var container = new TarContainer(file, gzip, budget);
        try (var end = new ZeroTail(container.unpacked());
                var tar = new TarArchiveInputStream(end)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory() && (!isPlain(entry) || !container.names.add(entry.getName()))) {
                    container.leftOut++;
                }
                if (container.names.size() + container.leftOut > limits.entries()) {
                    throw Unreadable.exhausted("it holds more than " + limits.entries() + " files");
                }
            }
            container.whole = end.zeros() >= RECORD;
        }
        return container;
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isSparse()
                && EntryName.safe(entry.getName()).isPresent();
    }

    private TarArchiveInputStream tar() throws IOException {
        return new TarArchiveInputStream(unpacked());
    }

    private InputStream unpacked() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        var unpacked = gzip
                ? GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get()
                : in;
        return budget.bounded(unpacked, Files.size(file));
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public int leftOut() {
        return leftOut;
    }

    @Override
    public InputStream open(String name) throws IOException {
        var tar = tar();
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (isPlain(entry) && entry.getName().equals(name)) {
                return tar;
            }
        }
        tar.close();
        throw new FileNotFoundException(name);
    }

    /// In the order of the archive: one look for all of them.
    @Override
    public void each(Predicate<String> wanted, Reader reader) throws IOException {
        var seen = new TreeSet<String>();
        try (var tar = tar()) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName();
                if (isPlain(entry) && wanted.test(name) && seen.add(name)) {
                    reader.read(name, () -> CloseShieldInputStream.wrap(tar));
                }
            }
        }
    }

    @Override
    public void close() {}
}
