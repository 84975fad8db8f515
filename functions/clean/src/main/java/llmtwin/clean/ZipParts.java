package llmtwin.clean;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// The files in a document that is a zip archive. However much the archive claims to hold, a bounded part of it is
/// unpacked.
///
/// XML is read by jsoup, which knows neither document types nor entities of its own: nothing outside is ever read.
final class ZipParts {
    private static final int MAX_PART = 32 << 20;
    private static final long MAX_KEPT = 64L << 20;
    private static final long MAX_ALL = 256L << 20;
    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_DEPTH = 256;

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private long unpacked;
    private long kept;

    private ZipParts() {}

    /// @param wanted the names of the parts to keep
    /// @throws IOException if it is no sound archive, or expands too far
    static ZipParts of(byte[] zip, Predicate<String> wanted) throws IOException {
        var read = new ZipParts();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            int count = 0;
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (++count > MAX_ENTRIES) {
                    throw new IOException("it has more than " + MAX_ENTRIES + " parts");
                }
                read.add(entry.getName(), wanted.test(entry.getName()), entries);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("its archive has a name that is no text", e);
        }
        return read;
    }

    private void add(String name, boolean wanted, InputStream content) throws IOException {
        var part = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            unpacked += n;
            kept += wanted ? n : 0;
            require(unpacked, MAX_ALL);
            require(kept, MAX_KEPT);
            if (wanted) {
                require(part.size() + n, MAX_PART);
                part.write(buffer, 0, n);
            }
        }
        if (wanted) {
            parts.put(name, part.toByteArray());
        }
    }

    private static void require(long size, long limit) throws IOException {
        if (size > limit) {
            throw new IOException("it expands to more than " + (limit >> 20) + " MB");
        }
    }

    /// The names of the parts that were kept, as they come in the archive.
    Set<String> names() {
        return parts.keySet();
    }

    Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    Optional<Document> xml(String name) {
        return bytes(name)
                .map(bytes -> Jsoup.parse(
                        TextDecoder.html(bytes, ""), "", Parser.xmlParser().setMaxDepth(MAX_DEPTH)));
    }
}
