package llmtwin.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.jspecify.annotations.Nullable;

/// Builds an upload for a test and reads it.
final class Upload {
    private final String name;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Upload(String name) {
        this.name = name;
    }

    /// @param problem what the owner would be told; null if all was read
    record Read(
            String export, List<Member> members, @Nullable String problem) {
        List<Piece> pieces() {
            return members.stream()
                    .filter(Member.Writing.class::isInstance)
                    .map(member -> ((Member.Writing) member).piece())
                    .toList();
        }

        Piece only() {
            if (pieces().size() != 1) {
                throw new AssertionError("not one piece but " + members + ", " + problem);
            }
            return pieces().getFirst();
        }

        List<Member.File> files() {
            return members.stream()
                    .filter(Member.File.class::isInstance)
                    .map(Member.File.class::cast)
                    .toList();
        }

        List<Member.Skipped> skipped() {
            return members.stream()
                    .filter(Member.Skipped.class::isInstance)
                    .map(Member.Skipped.class::cast)
                    .toList();
        }

        List<String> addresses() {
            return pieces().stream().map(Piece::address).toList();
        }
    }

    static Upload zip(String name) {
        return new Upload(name);
    }

    Upload with(String entry, String content) {
        return with(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    Upload with(String entry, byte[] content) {
        files.put(entry, content);
        return this;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Read read() {
        return read(ExportOptions.STANDARD);
    }

    Read read(ExportOptions options) {
        return read(name, bytes(), options, ArchiveLimits.STANDARD);
    }

    static Read file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Read file(String name, byte[] content) {
        return read(name, content, ExportOptions.STANDARD, ArchiveLimits.STANDARD);
    }

    static Read read(String name, byte[] content, ExportOptions options, ArchiveLimits limits) {
        var members = new ArrayList<Member>();
        try {
            var path = Files.createTempFile("upload", ".bin");
            try {
                Files.write(path, content);
                try (var archive = Archive.open(path, name, limits)) {
                    var export = Exports.of(archive);
                    export.read(archive, options, members::add);
                    return new Read(export.name(), members, null);
                }
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            return new Read("", members, Archive.broken("it", e).reason());
        }
    }
}
