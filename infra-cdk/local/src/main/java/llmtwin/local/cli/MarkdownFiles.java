package llmtwin.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import llmtwin.core.CleanDocument;
import org.jspecify.annotations.Nullable;

/// A file of Markdown for each document, with its facts as YAML front matter, in a folder for each category. A file is
/// named by title and id, so that it has the same name every time and no title leads anywhere else.
final class MarkdownFiles implements ExportFiles {
    /// File systems take names of 255 bytes.
    private static final int MAX_NAME_BYTES = 120;

    private static final int SHOWN_DIGITS = 8;

    private final Path folder;
    private final SortedMap<String, Integer> written = new TreeMap<>();

    MarkdownFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean add(CleanDocument document) throws IOException {
        var category = document.metadata().category().label();
        Files.createDirectories(folder.resolve(category));
        Files.writeString(folder.resolve(category).resolve(name(document)), text(document));
        written.merge(category + "/", 1, Integer::sum);
        return true;
    }

    @Override
    public Map<String, Integer> finish() throws IOException {
        Files.createDirectories(folder); // Also for nothing.
        return written;
    }

    @Override
    public void close() {}

    private static String name(CleanDocument document) {
        var id = document.ref().id().value().substring(0, SHOWN_DIGITS);
        var words = Normalizer.normalize(document.metadata().title(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-");
        while (words.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            words = words.substring(0, words.offsetByCodePoints(words.length(), -1));
        }
        var stem = words.replaceAll("^-+|-+$", "");
        return (stem.isEmpty() ? "" : stem + "-") + id + ".md";
    }

    private static String text(CleanDocument document) {
        var metadata = document.metadata();
        var front = new StringBuilder("---\n");
        line(front, "title", metadata.title());
        line(front, "author", metadata.author());
        line(front, "date", metadata.published());
        line(front, "updated", metadata.modified());
        line(front, "language", metadata.language());
        line(front, "url", metadata.url());
        line(front, "site", metadata.site());
        line(front, "licence", metadata.licence());
        line(front, "category", metadata.category().label());
        line(front, "address", document.origin().address());
        return front.append("---\n\n")
                .append(document.text().stripTrailing())
                .append('\n')
                .toString();
    }

    /// In single quotes nothing has a meaning but the quote itself.
    private static void line(StringBuilder front, String name, @Nullable Object value) {
        if (value != null) {
            var text = value.toString().replaceAll("\\p{Cntrl}+", " ").replace("'", "''");
            front.append(name).append(": '").append(text).append("'\n");
        }
    }
}
