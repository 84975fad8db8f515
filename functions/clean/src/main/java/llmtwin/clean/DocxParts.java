package llmtwin.clean;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// The XML files in a DOCX. However much the archive claims to hold, a bounded part of it is unpacked.
///
/// They are read by jsoup, which knows neither document types nor entities of its own: nothing outside is ever read.
final class DocxParts {
    private static final Set<String> WANTED = Set.of(
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            "word/_rels/document.xml.rels",
            "docProps/core.xml");
    private static final int MAX_PART = 32 << 20;
    private static final long MAX_ALL = 256L << 20;
    private static final int MAX_ENTRIES = 20_000;

    private final Map<String, byte[]> parts = new HashMap<>();
    private long unpacked;

    private DocxParts() {}

    /// @throws IOException if it is no sound archive, or expands too far
    static DocxParts of(byte[] docx) throws IOException {
        var read = new DocxParts();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            int entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new IOException("it has more than " + MAX_ENTRIES + " parts");
                }
                read.add(entry.getName(), zip);
            }
        }
        return read;
    }

    private void add(String name, InputStream content) throws IOException {
        boolean wanted = WANTED.contains(name);
        var kept = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            unpacked += n;
            if (unpacked > MAX_ALL || (wanted && kept.size() + n > MAX_PART)) {
                throw new IOException("it expands to more than " + ((wanted ? MAX_PART : MAX_ALL) >> 20) + " MB");
            }
            if (wanted) {
                kept.write(buffer, 0, n);
            }
        }
        if (wanted) {
            parts.put(name, kept.toByteArray());
        }
    }

    Optional<Document> xml(String name) {
        return Optional.ofNullable(parts.get(name))
                .map(bytes -> Jsoup.parse(
                        TextDecoder.html(bytes, ""), "", Parser.xmlParser().setMaxDepth(256)));
    }
}
