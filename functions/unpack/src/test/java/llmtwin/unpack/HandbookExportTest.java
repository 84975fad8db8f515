package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import llmtwin.core.Category;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Json;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HandbookExportTest {
    private static final String ARTICLES = """
            [{"_id":"a-1","content":{"Title":"On beans","Subtitle":"Or peas","Content":"# Beans\\n\\nDig.","language":"en"},
            "platform":"medium","author_id":"u-1","author_full_name":"A. Writer","link":"https://example.org/beans"}]""";

    @Test
    void articles_posts_and_repositories_are_read_with_their_author() {
        var read = Upload.zip("data.zip")
                .with("ArticleDocument.json", ARTICLES)
                .with("UserDocument.json", "[{\"_id\":\"u-1\",\"first_name\":\"A.\",\"last_name\":\"Writer\"}]")
                .with(
                        "PostDocument.json",
                        "[{\"_id\":\"p-1\",\"content\":{\"Post_0\":{\"text\":\"Beans up.\"}},\"platform\":\"linkedin\",\"author_id\":\"u-1\"}]")
                .with(
                        "RepositoryDocument.json",
                        "[{\"_id\":\"r-1\",\"name\":\"garden\",\"link\":\"https://example.org/g\",\"content\":{\"src/a.py\":\"import this\",\"../x.py\":\"no\",\"a.lock\":\"no\"}}]")
                .read();

        assertEquals("handbook", read.export());
        assertEquals(List.of("handbook:a-1", "handbook:p-1"), read.addresses());
        var article = read.pieces().getFirst();
        assertEquals("On beans", article.title());
        assertEquals(URI.create("https://example.org/beans"), article.url());
        assertEquals("# Beans\n\nDig.", article.body());
        var post = read.pieces().get(1);
        assertEquals(Category.POST, post.category());
        assertEquals("A. Writer", post.author());
        assertEquals("Beans up.", post.body());
        assertEquals(
                List.of("handbook:r-1/src/a.py"),
                read.files().stream().map(Member.File::address).toList());
    }

    @Test
    void one_file_alone_is_read_whatever_it_is_called() {
        assertEquals(List.of("handbook:a-1"), Upload.file("mine.json", ARTICLES).addresses());
    }

    @Test
    void the_files_among_somebodys_code_are_no_export() {
        var read = Upload.zip("code.zip")
                .with("data/ArticleDocument.json", ARTICLES)
                .with("main.py", "import this")
                .with("README.md", "# Code")
                .read();

        assertEquals("files", read.export());
    }

    @Test
    void odd_types_hold_no_writing() {
        var read = Upload.file(
                "ArticleDocument.json",
                "[7,null,{\"content\":7,\"_id\":{}},{\"content\":{\"Content\":[]},\"_id\":\"x\"},{\"name\":1,\"content\":{\"a.py\":{}}}]");

        assertEquals(List.of(), read.pieces());
        assertEquals(List.of(), read.skipped());
        assertEquals(2, read.members().size());
    }

    @Test
    void a_readme_belongs_to_its_repository_and_to_its_author() {
        var read = Upload.file(
                "RepositoryDocument.json",
                "[{\"_id\":\"r-1\",\"name\":\"garden\",\"link\":\"https://example.org/g\",\"platform\":\"github\",\"author_full_name\":\"A. Writer\",\"content\":{\"README.md\":\"# Garden\",\"a.py\":\"import this\"}}]");

        var readme = read.pieces().getFirst();
        assertEquals("handbook:r-1/README.md", readme.address());
        assertEquals(Category.REPOSITORY, readme.category());
        assertEquals("A. Writer", readme.author());
        assertNull(readme.url(), "the link is that of the repository");
    }

    @Test
    void a_file_whose_name_is_too_long_to_be_an_address_is_skipped() {
        var folders = "p/".repeat(250);
        var read = Upload.file(
                "RepositoryDocument.json",
                "[{\"_id\":\"" + "r".repeat(500)
                        + "\",\"name\":\"g\",\"platform\":\"github\",\"author_id\":\"u\",\"content\":{\"" + folders
                        + "a.md\":\"# A\",\"b.md\":\"# B\"}}]");

        assertEquals(1, read.pieces().size());
        assertEquals(1, read.skipped().size());
    }

    @TempDir
    private Path folder;

    private Map<String, Integer> write(CleanDocument... documents) throws IOException {
        try (var files = HandbookFiles.in(folder, "A. Writer")) {
            for (var document : documents) {
                files.add(document);
            }
            return files.finish();
        }
    }

    private JsonNode tree(String name) throws IOException {
        return Json.tree(Files.readString(folder.resolve(name)));
    }

    private Upload.Read readAgain() throws IOException {
        var upload = Upload.zip("data.zip");
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                upload.with(file.getFileName().toString(), Files.readString(file));
            }
        }
        return upload.read();
    }

    private static CleanDocument document(Metadata metadata, String text) {
        var twin = new TwinId("me");
        var url = URI.create("https://example.org/" + Sha256.of(metadata + text));
        return new CleanDocument(
                new DocumentRef(twin, DocumentId.of(twin, url.toString())),
                new Version(Sha256.of(text), Instant.EPOCH),
                Origin.ofPage(url, null),
                metadata,
                "html",
                text);
    }

    private static Metadata titled(String title, Category category) {
        return new Metadata(
                title,
                category,
                "B. Writer",
                "de",
                Instant.parse("2024-05-01T10:00:00Z"),
                Instant.parse("2024-06-01T10:00:00Z"),
                URI.create("https://example.org/beans"),
                "Bean notes",
                "CC BY 4.0",
                "web",
                Map.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"ARTICLE", "POST", "REPOSITORY"})
    void what_is_written_reads_the_same(Category category) throws IOException {
        var metadata = titled("On beans / and \"peas\"", category);
        write(document(metadata, "# Dig\n\nHere  \nand there.\n\n```py\nimport this\n```"));

        var piece = readAgain().pieces().getFirst();

        assertEquals("# Dig\n\nHere  \nand there.\n\n```py\nimport this\n```", piece.body());
        assertEquals(metadata.title(), piece.title());
        assertEquals(category, piece.category());
        assertEquals(metadata.author(), piece.author());
        assertEquals(metadata.language(), piece.language());
        assertEquals(metadata.published(), piece.published());
        assertEquals(metadata.modified(), piece.modified());
        assertEquals(metadata.url(), piece.url());
        assertEquals(metadata.site(), piece.siteName());
        assertEquals(metadata.licence(), piece.licence());
    }

    @Test
    void what_nobody_said_is_not_made_up_on_the_way() throws IOException {
        write(document(new Metadata("On beans", Category.ARTICLE, null, null, null, null, null), "Dig."));

        var piece = readAgain().pieces().getFirst();

        assertNull(piece.author());
        assertNull(piece.siteName());
    }

    @Test
    void source_code_is_written_as_it_was_under_its_path() throws IOException {
        write(document(titled("src/a.py", Category.REPOSITORY), "```python\nimport this\n```"));

        assertEquals(
                Json.tree("{\"src/a.py\":\"import this\\n\"}"),
                tree("RepositoryDocument.json").at("/0/content"));
        assertEquals("src/a.py", readAgain().files().getFirst().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "flake-lock", "../../up", ".env", "bin/run.sh", "x\u0000y"})
    void a_title_that_is_no_file_name_still_reads_again(String title) throws IOException {
        write(document(titled(title, Category.REPOSITORY), "```sh\nls\n```"));

        assertEquals("```sh\nls\n```", readAgain().pieces().getFirst().body());
    }

    @Test
    void ids_and_authors_are_such_as_the_handbook_has() throws IOException {
        var nobody = new Metadata("On beans", Category.ARTICLE, null, null, null, null, null);

        var counts = write(
                document(nobody, "Dig."),
                document(nobody, "Dug."),
                document(titled("c", Category.CONVERSATION), "Hi."));

        var article = tree("ArticleDocument.json").get(0);
        assertEquals(4, UUID.fromString(article.path("_id").stringValue()).version());
        assertEquals("A. Writer", article.path("author_full_name").stringValue());
        assertEquals(tree("UserDocument.json").at("/0/_id"), article.path("author_id"));
        assertEquals(
                Map.of(
                        "ArticleDocument.json",
                        2,
                        "PostDocument.json",
                        0,
                        "RepositoryDocument.json",
                        0,
                        "UserDocument.json",
                        1),
                counts);
        assertTrue(tree("PostDocument.json").isEmpty());
    }

    @Test
    void what_is_not_finished_leaves_the_files_before_as_they_were() throws IOException {
        write(document(titled("One", Category.POST), "Dig."));

        try (var files = HandbookFiles.in(folder, "A. Writer")) {
            files.add(document(titled("Two", Category.POST), "Dug."));
        }

        assertEquals("Dig.", readAgain().pieces().getFirst().body());
        try (var left = Files.list(folder)) {
            assertEquals(4, left.count());
        }
    }
}
