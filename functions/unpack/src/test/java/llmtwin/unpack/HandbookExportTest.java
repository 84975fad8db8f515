package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
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

    private static JsonNode tree(Map<String, String> files, String name) {
        return Json.tree(files.getOrDefault(name, "missing"));
    }

    private static CleanDocument document(String address, Category category, String text) {
        var twin = new TwinId("me");
        var url = URI.create(address);
        return new CleanDocument(
                new DocumentRef(twin, DocumentId.of(twin, address)),
                new Version(Sha256.of(text), Instant.EPOCH),
                Origin.ofPage(url, null),
                new Metadata("On beans", category, "A. Writer", "en", null, null, url),
                "html",
                text);
    }

    @Test
    void what_is_written_reads_the_same() {
        var files = HandbookFiles.of(
                "A. Writer",
                List.of(
                        document("https://example.org/beans", Category.ARTICLE, "Dig."),
                        document("https://example.org/p", Category.POST, "Up."),
                        document("https://example.org/c", Category.CONVERSATION, "Hi.")));
        var upload = Upload.zip("data.zip");
        files.forEach(upload::with);

        var pieces = upload.read().pieces();

        assertEquals(
                List.of("Dig.", "Up."),
                pieces.stream().map(piece -> piece.body()).toList());
        assertEquals(
                List.of("A. Writer", "A. Writer"),
                pieces.stream().map(piece -> piece.author()).toList());
        var article = tree(files, "ArticleDocument.json").get(0);
        assertEquals(4, UUID.fromString(article.path("_id").stringValue()).version());
        assertEquals("example.org", article.path("platform").stringValue());
        assertEquals(tree(files, "UserDocument.json").at("/0/_id"), article.path("author_id"));
        assertTrue(tree(files, "RepositoryDocument.json").isEmpty());
    }
}
