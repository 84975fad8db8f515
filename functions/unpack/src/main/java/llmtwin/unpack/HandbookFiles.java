package llmtwin.unpack;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import llmtwin.core.Category;
import llmtwin.core.CleanDocument;
import llmtwin.core.Json;

/// Writes documents as the LLM Engineer's Handbook keeps them, one after the other, so that its tools can import them.
/// The files appear in their folder when all is written. The Handbook has no conversations: those are left out.
public final class HandbookFiles implements Closeable {
    private static final Map<Category, String> FILES = new EnumMap<>(Map.of(
            Category.ARTICLE, "ArticleDocument.json",
            Category.POST, "PostDocument.json",
            Category.REPOSITORY, "RepositoryDocument.json"));
    private static final String USERS = "UserDocument.json";

    private final Path folder;
    private final String owner;
    private final Map<Category, Writer> writers = new EnumMap<>(Category.class);
    private final Map<Category, Integer> written = new EnumMap<>(Category.class);
    /// By id.
    private final SortedMap<String, Object> users = new TreeMap<>();

    private HandbookFiles(Path folder, String owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /// @param owner full name of who wrote what names no author
    public static HandbookFiles in(Path folder, String owner) throws IOException {
        var files = new HandbookFiles(folder, owner);
        Files.createDirectories(folder);
        for (var file : FILES.entrySet()) {
            var writer = new BufferedWriter(Files.newBufferedWriter(files.part(file.getValue())));
            files.writers.put(file.getKey(), writer);
            writer.write("[");
        }
        files.users.put(HandbookRecord.userId(owner), HandbookRecord.user(owner));
        return files;
    }

    /// @return whether the Handbook has a place for such a document
    public boolean add(CleanDocument document) throws IOException {
        var category = document.metadata().category();
        var writer = writers.get(category);
        if (writer == null) {
            return false;
        }
        var author = document.metadata().author() == null
                ? owner
                : document.metadata().author();
        writer.write(written.merge(category, 1, Integer::sum) == 1 ? "\n" : ",\n");
        writer.write(Json.write(HandbookRecord.of(document, author)));
        users.put(HandbookRecord.userId(author), HandbookRecord.user(author));
        return true;
    }

    /// Puts the complete files in place of what lay there.
    ///
    /// @return how many records each file has
    public Map<String, Integer> finish() throws IOException {
        var counts = new LinkedHashMap<String, Integer>();
        for (var writer : writers.values()) {
            writer.write("\n]\n");
            writer.close();
        }
        for (var file : FILES.entrySet()) {
            move(file.getValue());
            counts.put(file.getValue(), written.getOrDefault(file.getKey(), 0));
        }
        Files.writeString(part(USERS), Json.write(users.values()));
        move(USERS);
        counts.put(USERS, users.size());
        return counts;
    }

    /// Leaves nothing behind of what was not finished.
    @Override
    public void close() throws IOException {
        for (var writer : writers.values()) {
            writer.close();
        }
        for (var file : FILES.values()) {
            Files.deleteIfExists(part(file));
        }
    }

    private Path part(String file) {
        return folder.resolve(file + ".part");
    }

    private void move(String file) throws IOException {
        Files.move(part(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
