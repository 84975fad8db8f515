package llmtwin.core;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs the files of a repository into an archive that is the same whenever they are, so that it is a new version only
/// if something has changed. Stored, not compressed, for compression differs from machine to machine.
public final class RepositoryZip implements Closeable {
    /// The earliest that an archive can tell.
    private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    /// @param out closed with the archive
    public RepositoryZip(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    /// @param name path with slashes; each once
    public void add(String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
