package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Origin;
import llmtwin.core.RawFacts;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

class UnpackStepTest {
    private static final TwinId ME = new TwinId("me");
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final ContentKey.Upload NOTES = new ContentKey.Upload(ME, "notes.zip");
    private static final long MAX_BYTES = 100_000;

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemorySources sources = new InMemorySources();
    private final UnpackStep step = new UnpackStep(
            content,
            documents,
            sources,
            (key, _) -> fail(key + " was sent again"),
            new RecordingQueue<>(),
            new RecordingQueue<>(),
            () -> T0.plusSeconds(60),
            MAX_BYTES);

    @Test
    void everything_in_an_archive_becomes_a_document_of_its_own() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds.").with("days/b.txt", "One bench."), 0);

        var a = document("archive:notes.zip/a.md");
        assertEquals(State.FETCHED, a.state());
        var stored =
                content.load(Objects.requireNonNull(a.contentKey()), MAX_BYTES).orElseThrow();
        assertEquals("Two beds.", new String(stored.bytes(), StandardCharsets.UTF_8));
        assertEquals("text/markdown", stored.contentType());
        assertEquals(
                Map.of(
                        "address", "archive%3Anotes.zip%2Fa.md",
                        "observed", "2026-03-01T10:00:00Z",
                        "handler", "files",
                        "name", "a.md",
                        "source", archive().id().value()),
                stored.attributes());
        assertEquals(State.FETCHED, document("archive:notes.zip/days/b.txt").state());
    }

    @Test
    void the_archive_is_unpacked_and_a_source_that_is_never_crawled() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 0);

        assertEquals(State.UNPACKED, document("upload:notes.zip").state());
        assertEquals(1, archive().found());
        assertEquals(Source.Status.CRAWLED, archive().status());
        assertEquals(List.of(), sources.due(Instant.parse("9999-01-01T00:00:00Z")));
    }

    @Test
    void unpacking_twice_writes_nothing_again() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 0);
        var writes = content.writes();

        step.unpack(NOTES, T0);

        assertEquals(writes, content.writes());
    }

    @Test
    void an_archive_uploaded_again_replaces_only_what_changed() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds.").with("b.md", "One bench."), 0);
        var writes = content.writes().size();

        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds.").with("b.md", "No bench."), 10);

        assertEquals(2, content.writes().size() - writes, "the archive itself and b.md");
        assertEquals(Sha256.of("No bench."), version("archive:notes.zip/b.md").content());
    }

    @Test
    void what_was_deleted_comes_back_only_when_somebody_uploads_it_again() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 0);
        var a = document("archive:notes.zip/a.md");
        var deleted = new Version(Sha256.of(""), T0.plusSeconds(5));
        documents.advance(a.ref(), a.origin(), deleted, new Step.Deleted(), T0.plusSeconds(5));

        step.unpack(NOTES, T0);
        assertEquals(State.DELETED, document("archive:notes.zip/a.md").state());

        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 10);
        assertEquals(State.FETCHED, document("archive:notes.zip/a.md").state());
    }

    @Test
    void an_archive_that_is_being_erased_is_left_alone() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 0);
        var deleted = new Version(Sha256.of(""), T0.plusSeconds(5));
        var packed = document("upload:notes.zip");
        documents.advance(packed.ref(), packed.origin(), deleted, new Step.Deleted(), T0.plusSeconds(5));
        var writes = content.writes();

        step.unpack(NOTES, T0);

        assertEquals(writes, content.writes());
    }

    @Test
    void a_broken_archive_says_so() throws IOException {
        content.save(NOTES, new StoredObject("PK\u0003\u0004 broken".getBytes(StandardCharsets.UTF_8), "", Map.of()));

        step.unpack(NOTES, T0);

        assertEquals(State.FAILED, document("upload:notes.zip").state());
        assertEquals("it is damaged or cut short", document("upload:notes.zip").problem());
        assertEquals(Source.Status.FAILED, archive().status());
    }

    @Test
    void an_archive_without_writing_says_what_could_be_sent() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.bin", "?"), 0);

        assertEquals(State.FAILED, document("upload:notes.zip").state());
        assertTrue(String.valueOf(document("upload:notes.zip").problem())
                .startsWith("nothing in it can be read as writing; send"));
    }

    @Test
    void an_archive_that_is_too_large_is_not_read() throws IOException {
        content.save(NOTES, new StoredObject(new byte[(int) MAX_BYTES + 1], "", Map.of()));

        step.unpack(NOTES, T0);

        assertEquals(State.FAILED, document("upload:notes.zip").state());
        assertEquals(
                "uploads/me/notes.zip has 100001 bytes; at most 100000 are read",
                document("upload:notes.zip").problem());
    }

    private void uploadTree(Upload files, String repository) throws IOException {
        var attributes = Map.of("worktree", "true", "repository", repository, "branch", "main");
        content.save(NOTES, new StoredObject(files.bytes(), "application/zip", attributes));
        step.unpack(NOTES, T0);
    }

    @Test
    void an_uploaded_work_tree_is_read_as_a_repository() throws IOException {
        var files = Upload.zip("").with("src/My beds#1.java", "class Beds {}").with("tweets.js", "window.YTD. = []");

        uploadTree(files, "https://github.com/me/garden");

        var beds = document("archive:notes.zip/src/My beds#1.java");
        assertEquals(
                URI.create("https://github.com/me/garden/blob/main/src/My%20beds%231.java"),
                beds.origin().url());
        var stored = content.load(Objects.requireNonNull(beds.contentKey()), MAX_BYTES)
                .orElseThrow();
        assertEquals("git", stored.attributes().get("handler"));
        assertEquals(State.FETCHED, document("archive:notes.zip/tweets.js").state());
    }

    @Test
    void a_remote_that_somebody_made_up_is_no_link() throws IOException {
        uploadTree(Upload.zip("").with("a.md", "Two beds."), "https://evil.example/me/garden");

        assertNull(document("archive:notes.zip/a.md").origin().url());
    }

    @Test
    void a_new_version_that_is_too_large_says_so_and_leaves_the_old_one() throws IOException {
        upload(NOTES, Upload.zip("notes.zip").with("a.md", "Two beds."), 0);
        content.save(NOTES, new StoredObject(new byte[(int) MAX_BYTES + 1], "", Map.of()));

        step.unpack(NOTES, T0.plusSeconds(10));

        assertEquals(State.UNPACKED, document("upload:notes.zip").state());
        assertEquals(
                "uploads/me/notes.zip has 100001 bytes; at most 100000 are read",
                document("upload:notes.zip").problem());
    }

    @Test
    void an_archive_that_a_crawl_brought_belongs_to_its_source() throws IOException {
        var source = Source.asked(ME, URI.create("https://git.example/me/garden"), Duration.ofDays(1), T0);
        sources.save(source);
        var origin = Origin.ofPage(source.url(), source.id());
        var bytes = Upload.zip("").with("README.md", "# Garden").bytes();
        var ref = new DocumentRef(ME, origin.documentId(ME));
        var key = new ContentKey.Raw(ref, Sha256.of(bytes));
        var facts = new RawFacts(origin, T0, source.url(), "git", null, null);
        var attributes = new HashMap<>(facts.toAttributes());
        attributes.putAll(Map.of("repository", "https://git.example/me/garden", "branch", "main"));
        content.save(key, new StoredObject(bytes, "application/zip", attributes));

        step.unpack(key, T0);

        var readme = document("archive:https://git.example/me/garden/README.md");
        assertEquals(source.id(), readme.origin().source());
        assertEquals(
                URI.create("https://git.example/me/garden/blob/main/README.md"),
                readme.origin().url());
        assertEquals(State.UNPACKED, documents.document(ref).orElseThrow().state());
        var kept = sources.source(ME, source.id()).orElseThrow();
        assertEquals(source.nextCrawl(), kept.nextCrawl());
        assertFalse(kept.status() == Source.Status.FAILED);
    }

    private void upload(ContentKey.Upload key, Upload archive, int second) throws IOException {
        content.save(key, new StoredObject(archive.bytes(), "application/zip", Map.of()));
        step.unpack(key, T0.plusSeconds(second));
    }

    private Source archive() {
        return sources.sources(ME).getFirst();
    }

    private Version version(String address) {
        return Objects.requireNonNull(document(address).version());
    }

    private Document document(String address) {
        var ref = new DocumentRef(ME, DocumentId.of(ME, address));
        return documents.document(ref).orElseThrow(() -> new AssertionError("no document " + address));
    }
}
