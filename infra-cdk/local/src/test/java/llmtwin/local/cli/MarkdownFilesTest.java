package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmtwin.clean.Previews;
import llmtwin.core.Category;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownFilesTest {
    private static final String TEXT =
            "# Beds\n\nTwo *beds* and one bench are enough for anybody who has a book to read.\n\n---\n\n- one\n- two";

    @TempDir
    private Path folder;

    private Path write(String title, Category category, String text) throws IOException {
        var twin = new TwinId("me");
        var url = URI.create("https://example.org/beans");
        try (var files = new MarkdownFiles(folder)) {
            files.add(new CleanDocument(
                    new DocumentRef(twin, DocumentId.of(twin, "upload:x")),
                    new Version(Sha256.of(text), Instant.EPOCH),
                    Origin.ofUpload("x"),
                    new Metadata(
                            title,
                            category,
                            "A. O'Writer",
                            "de",
                            Instant.parse("2024-05-01T10:00:00Z"),
                            Instant.parse("2024-06-01T10:00:00Z"),
                            url,
                            null,
                            "CC BY 4.0",
                            "web",
                            Map.of()),
                    "html",
                    text));
            assertEquals(Map.of(category.label() + "/", 1), files.finish());
        }
        return written().getFirst();
    }

    private List<Path> written() throws IOException {
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"On beans", "It's 'quoted' \"twice\": #1 - [a, b] & {c}", "--- yes: no", "豆の話"})
    void a_file_reads_the_same_again(String title) throws IOException {
        var file = write(title, Category.REPOSITORY, TEXT);

        var again = new Previews()
                .add(Files.readAllBytes(file), "", file.getFileName().toString(), null)
                .get();

        assertEquals(TEXT, Objects.requireNonNull(again.text()).strip());
        var metadata = Objects.requireNonNull(again.metadata());
        assertEquals(title, metadata.title());
        assertEquals(Category.REPOSITORY, metadata.category());
        assertEquals("A. O'Writer", metadata.author());
        assertEquals("de", metadata.language());
        assertEquals(Instant.parse("2024-05-01T10:00:00Z"), metadata.published());
        assertEquals(Instant.parse("2024-06-01T10:00:00Z"), metadata.modified());
        assertEquals(URI.create("https://example.org/beans"), metadata.url());
        assertEquals("CC BY 4.0", metadata.licence());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "On beans, article/on-beans-ID.md",
        "../../etc/passwd, article/etc-passwd-ID.md",
        "'C:\\con', article/c-con-ID.md",
        "..., article/ID.md",
        "豆の話, article/豆の話-ID.md"
    })
    void a_title_names_its_file_and_leads_nowhere(String title, String name) throws IOException {
        var file = write(title, Category.ARTICLE, TEXT);

        var id = DocumentId.of(new TwinId("me"), "upload:x").value().substring(0, 8);
        assertEquals(name.replace("ID", id), folder.relativize(file).toString());
    }

    @Test
    void a_long_title_is_cut_and_a_second_time_gives_the_same_file() throws IOException {
        write("豆".repeat(500), Category.POST, TEXT);
        write("豆".repeat(500), Category.POST, TEXT);

        assertEquals(1, written().size());
        assertTrue(
                written().getFirst().getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                        < 200);
    }
}
