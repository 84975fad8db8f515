package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.EraseRequest;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.InMemorySources;
import llmtwin.core.Missing;
import llmtwin.core.Origin;
import llmtwin.core.RawFacts;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/// An archive that comes again, in whatever order its messages arrive, has the documents of its newest version.
class ArchiveInStepTest {
    private static final TwinId ME = new TwinId("me");
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final ContentKey.Upload NOTES = new ContentKey.Upload(ME, "my notes.zip");

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemorySources sources = new InMemorySources();
    private final RecordingQueue<CrawlRequest> sweeps = new RecordingQueue<>();
    private final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    private final List<Instant> replayed = new ArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final UnpackStep step = new UnpackStep(
            new Interrupted(content, meanwhile),
            documents,
            sources,
            (_, observed) -> replayed.add(observed),
            sweeps,
            erasures,
            () -> T0.plusSeconds(900),
            50 << 20);

    private static Upload notes(String... names) {
        var zip = Upload.zip("my notes.zip");
        for (var name : names) {
            zip.with(name + ".md", "Words of " + name);
        }
        return zip;
    }

    private void put(byte[] bytes) {
        content.save(NOTES, new ContentStore.StoredObject(bytes, "application/zip", Map.of()));
    }

    private void upload(byte[] bytes, int second) throws IOException {
        put(bytes);
        step.unpack(NOTES, T0.plusSeconds(second));
    }

    private void upload(int second, String... names) throws IOException {
        upload(notes(names).bytes(), second);
    }

    private Document document(String address) {
        return documents
                .document(new DocumentRef(ME, DocumentId.of(ME, address)))
                .orElseThrow(() -> new AssertionError("no document " + address));
    }

    private static String address(String name) {
        return "archive:my notes.zip/" + name + ".md";
    }

    private Set<String> missing() {
        return documents.documents(ME, null, null, 500, null).documents().stream()
                .filter(document -> document.missing() != null)
                .map(document -> document.origin().address().replaceAll(".*/|\\.md", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Source archive() {
        return sources.sources(ME).getFirst();
    }

    private void erase(String address, int second, boolean vanished) {
        var document = document(address);
        var time = T0.plusSeconds(second);
        documents.advance(
                document.ref(), document.origin(), new Version(Sha256.of(""), time), new Step.Deleted(vanished), time);
    }

    @Test
    void what_left_an_archive_is_missing_since_its_new_version() throws IOException {
        upload(0, "a", "b", "c");
        assertEquals(List.of(), sweeps.sent());

        upload(60, "a", "c");

        assertEquals(Set.of("b"), missing());
        assertEquals(
                new Missing(T0.plusSeconds(60), Missing.Cause.UNLISTED),
                document(address("b")).missing());
        assertEquals(
                List.of(new CrawlRequest(
                        ME, archive().id(), archive().url(), Target.SWEEP, T0.plusSeconds(900), null, 0)),
                sweeps.sent());
    }

    @Test
    void the_same_message_again_marks_nothing_again() throws IOException {
        upload(0, "a", "b");
        upload(60, "a");
        var writes = content.writes();

        step.unpack(NOTES, T0.plusSeconds(60));

        assertEquals(
                T0.plusSeconds(60),
                Objects.requireNonNull(document(address("b")).missing()).since());
        assertEquals(writes, content.writes());
        assertEquals(Source.Status.CRAWLED, archive().status());
    }

    @Test
    void what_is_in_the_archive_again_is_missing_no_more() throws IOException {
        upload(0, "a", "b");
        upload(60, "a");

        upload(120, "a", "b");

        assertEquals(Set.of(), missing());
        assertNull(document(address("b")).problem());
    }

    @Test
    void an_older_archive_that_is_late_changes_nothing() throws IOException {
        upload(60, "a");

        upload(0, "a", "b");

        assertEquals(Map.of(State.FETCHED, 1, State.UNPACKED, 1), documents.counts(ME));
        assertEquals(List.of(T0.plusSeconds(60)), replayed, "the newest one looks once more");
    }

    @Test
    void an_older_archive_that_is_slow_leaves_nothing_behind() throws IOException {
        meanwhile.set(() -> run(() -> upload(60, "a", "c")));

        upload(0, "a", "b");
        put(notes("a", "c").bytes());
        step.unpack(NOTES, replayed.getLast());

        assertEquals(Set.of("b"), missing());
        assertEquals(Target.SWEEP, sweeps.sent().getLast().target());
        assertEquals(T0.plusSeconds(60), archive().added());
    }

    @Test
    void an_archive_deleted_while_it_is_unpacked_takes_along_what_was_stored_since() throws IOException {
        meanwhile.set(() -> erase("upload:my notes.zip", 30, false));

        upload(0, "a", "b");

        assertErased(Set.of("a", "b"));
    }

    @Test
    void a_source_removed_while_its_archive_is_unpacked_takes_along_what_was_stored_since() throws IOException {
        meanwhile.set(() -> sources.remove(ME, archive().id()));

        upload(0, "a", "b");

        assertErased(Set.of("a", "b"));
        assertEquals(List.of(), sources.sources(ME));
    }

    private void assertErased(Set<String> names) {
        assertEquals(
                names.stream()
                        .map(name -> new EraseRequest(ME, null, DocumentId.of(ME, address(name)), T0.plusMillis(1)))
                        .collect(Collectors.toSet()),
                Set.copyOf(erasures.sent()));
    }

    @Test
    void what_is_deleted_while_it_is_stored_is_erased_once_more() throws IOException {
        upload(0, "a");
        meanwhile.set(() -> erase(address("a"), 90, false));

        upload(notes().with("a.md", "Other words").bytes(), 60);

        assertEquals(
                List.of(new EraseRequest(ME, null, DocumentId.of(ME, address("a")), T0.plusSeconds(90))),
                erasures.sent());
    }

    @Test
    void a_broken_archive_removes_nothing() throws IOException {
        upload(0, "a", "b", "c");
        upload(60, "a", "b");
        sources.comeBack(ME, archive().id(), T0.plus(Duration.ofDays(7)));
        var whole = notes("a").bytes();

        upload(Arrays.copyOf(whole, whole.length - 1), 120);

        assertEquals(Set.of("c"), missing());
        assertEquals(State.FAILED, document("upload:my notes.zip").state());
        assertEquals(T0.plus(Duration.ofDays(7)), archive().nextCrawl());
    }

    @Test
    void an_archive_without_any_writing_removes_nothing() throws IOException {
        upload(0, "a", "b");

        upload(Upload.zip("").with("a.bin", "?").bytes(), 60);

        assertEquals(Set.of(), missing());
    }

    @Test
    void a_file_that_cannot_be_read_any_more_is_still_there() throws IOException {
        upload(0, "a", "b", "c");
        var large = notes("a").with("b.md", tooLarge()).bytes();

        upload(large, 60);

        assertEquals(Set.of("c"), missing());
    }

    @Test
    void an_export_of_which_something_cannot_be_read_removes_nothing() throws IOException {
        var story = "<html><body><article class=h-entry><h1 class=p-name>ID</h1><section data-field=body><p>ID"
                + "</section><a class=p-canonical href=https://medium.com/p/ID>a</a></article></body></html>";
        var a = story.replace("ID", "0123456789ab");
        var b = story.replace("ID", "0123456789cd");
        upload(Upload.zip("").with("posts/a.html", a).with("posts/b.html", b).bytes(), 0);
        int stories = documents.counts(ME).getOrDefault(State.FETCHED, 0);

        upload(
                Upload.zip("")
                        .with("posts/a.html", a)
                        .with("posts/b.html", tooLarge())
                        .bytes(),
                60);
        assertEquals(Set.of(), missing());
        upload(Upload.zip("").with("posts/a.html", a).bytes(), 120);

        assertEquals(2, stories);
        assertEquals(1, missing().size());
    }

    @Test
    void a_tar_without_its_end_removes_nothing() throws IOException {
        upload(tar("a", "b", "c"), 0);
        var whole = tar("a", "b");

        upload(Arrays.copyOf(whole, 1024), 60);
        assertEquals(Set.of(), missing());
        upload(whole, 120);

        assertEquals(Set.of("c"), missing());
    }

    private static byte[] tooLarge() {
        var noise = new byte[33 << 20];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] tar(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var name : names) {
                var words = ("Words of " + name).getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(name + ".md");
                entry.setSize(words.length);
                tar.putArchiveEntry(entry);
                tar.write(words);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_mailbox_that_may_be_cut_removes_nothing_unless_a_zip_tells_its_length() throws IOException {
        var mailbox = new ContentKey.Upload(ME, "sent.mbox");
        content.save(mailbox, stored(mails("one", "two")));
        step.unpack(mailbox, T0);
        content.save(mailbox, stored(mails("one")));
        step.unpack(mailbox, T0.plusSeconds(60));
        assertEquals(Set.of(), missing());

        upload(Upload.zip("").with("sent.mbox", mails("three", "four")).bytes(), 120);
        upload(Upload.zip("").with("sent.mbox", mails("three")).bytes(), 180);

        assertEquals(1, missing().size());
    }

    private static String mails(String... names) {
        var mail = """
                From - Fri Mar 01 09:30:00 2024
                From: a@example.org
                Message-ID: <NAME@x>
                Content-Type: text/plain

                Two beds of beans, and a bench to sit on: NAME.

                """;
        return Arrays.stream(names).map(name -> mail.replace("NAME", name)).collect(Collectors.joining());
    }

    private static ContentStore.StoredObject stored(String text) {
        return new ContentStore.StoredObject(text.getBytes(StandardCharsets.UTF_8), "", Map.of());
    }

    private void uploadPosts(int second, Map<String, String> attributes) throws IOException {
        var posts = """
                {"type":"OrderedCollection","orderedItems":[
                {"type":"Create","actor":"https://example.org/a","object":{"id":"1","to":["as:Public"],"content":"Beds"}},
                {"type":"Create","actor":"https://example.org/a","object":{"id":"2","to":["as:Public"],"content":"Yes",
                "inReplyTo":"https://example.org/b/9"}}]}""";
        content.save(
                NOTES,
                new ContentStore.StoredObject(
                        Upload.zip("").with("outbox.json", posts).bytes(), "", attributes));
        step.unpack(NOTES, T0.plusSeconds(second));
    }

    @Test
    void the_same_export_with_other_options_brings_or_takes_the_difference() throws IOException {
        uploadPosts(0, Map.of());
        assertEquals(Map.of(State.FETCHED, 1, State.UNPACKED, 1), documents.counts(ME));

        uploadPosts(60, Map.of("replies", "true"));
        assertEquals(Map.of(State.FETCHED, 2, State.UNPACKED, 1), documents.counts(ME));
        assertEquals(Set.of(), missing());
        uploadPosts(120, Map.of("replies", "false"));

        assertEquals(Set.of("mastodon:2"), missing());
    }

    @Test
    void options_that_make_no_sense_are_ignored_with_a_notice() throws IOException {
        uploadPosts(0, Map.of("replies", "'; DROP TABLE", "owner", "nobody"));

        assertEquals(Map.of(State.FETCHED, 1, State.UNPACKED, 1), documents.counts(ME));
        assertEquals(
                "ignored: replies ''; drop table' is neither true nor false; "
                        + "ignored: owner 'nobody' is no e-mail address such as me@example.org",
                document("upload:my notes.zip").problem());
    }

    private Source repository() {
        var source = Source.asked(ME, URI.create("https://git.example/me/garden"), Duration.ofDays(1), T0);
        sources.save(source);
        return source;
    }

    /// A repository as a crawl brings it.
    private void crawled(Source source, String url, int second, String... names) throws IOException {
        var origin = Origin.ofPage(URI.create(url), source.id());
        var bytes = notes(names).bytes();
        var key = new ContentKey.Raw(new DocumentRef(ME, origin.documentId(ME)), Sha256.of(bytes));
        var facts = new RawFacts(origin, T0.plusSeconds(second), source.url(), "git", null, null);
        content.save(key, new ContentStore.StoredObject(bytes, "application/zip", new HashMap<>(facts.toAttributes())));
        step.unpack(key, T0.plusSeconds(second));
    }

    @Test
    void a_file_deleted_in_a_repository_is_missing_and_comes_back_with_it() throws IOException {
        var source = repository();
        var url = source.url().toString();
        crawled(source, url, 0, "a", "b", "c");
        crawled(source, url, 60, "a", "c");
        assertEquals(Set.of("b"), missing());
        assertEquals(source.url(), sweeps.sent().getLast().url());
        erase("archive:" + url + "/b.md", 90, true);
        erase("archive:" + url + "/c.md", 90, false);

        crawled(source, url, 120, "a", "b", "c", "d");

        assertEquals(State.FETCHED, document("archive:" + url + "/b.md").state());
        assertEquals(State.DELETED, document("archive:" + url + "/c.md").state(), "its owner did not want it");
    }

    @Test
    void an_archive_among_the_documents_of_a_site_speaks_only_for_itself() throws IOException {
        var site = Source.asked(ME, URI.create("https://example.org/"), Duration.ofDays(1), T0);
        sources.save(site);
        sources.crawled(ME, site.id(), null, 20, site.validators(), site.nextCrawl());
        var page = Origin.ofPage(URI.create("https://example.org/post"), site.id());
        var ref = new DocumentRef(ME, page.documentId(ME));
        documents.advance(ref, page, new Version(Sha256.of("post"), T0), new Step.Indexed(1), T0);
        var url = "https://git.example/me/garden";
        crawled(site, url, 0, "a", "b");
        crawled(site, url + "/docs", 10, "x");

        crawled(site, url, 60, "a");

        assertEquals(Set.of("b"), missing());
        assertEquals(List.of(), sweeps.sent());
        assertEquals(Optional.of(20), sources.source(ME, site.id()).map(Source::found));
    }

    @Test
    void a_late_archive_does_not_bring_back_what_has_left_since() throws IOException {
        upload(0, "a", "b");
        upload(60, "a");
        erase(address("b"), 90, true);

        upload(0, "a", "b");

        assertEquals(State.DELETED, document(address("b")).state());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A store during whose first write of a member something else happens.
    private record Interrupted(InMemoryContentStore content, AtomicReference<Runnable> meanwhile)
            implements ContentStore {
        @Override
        public void save(ContentKey key, StoredObject object) {
            meanwhile.getAndSet(() -> {}).run();
            content.save(key, object);
        }

        @Override
        public Optional<StoredObject> load(ContentKey key, long maxBytes) {
            return content.load(key, maxBytes);
        }

        @Override
        public Optional<StoredObject> copy(ContentKey key, Path file, long maxBytes) {
            return content.copy(key, file, maxBytes);
        }

        @Override
        public void erase(DocumentRef ref, Origin origin) {
            content.erase(ref, origin);
        }

        @Override
        public UploadLink uploadLink(ContentKey.Upload key, Map<String, String> attributes, Duration validFor) {
            return content.uploadLink(key, attributes, validFor);
        }

        @Override
        public URI readLink(ContentKey.Clean key, Duration validFor) {
            return content.readLink(key, validFor);
        }
    }
}
