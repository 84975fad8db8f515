package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.EraseRequest;
import llmtwin.core.Fingerprint;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.Origin;
import llmtwin.core.RecordingQueue;
import llmtwin.core.Sha256;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

class CleanStepTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final TwinId TWIN = new TwinId("me");
    private static final ContentKey.Upload NOTE = new ContentKey.Upload(TWIN, "notes/a_small-garden.md");
    private static final ContentKey.Upload COPY = new ContentKey.Upload(TWIN, "copy.md");
    private static final String GARDEN =
            "# A small garden\n\nTwo beds and one bench are enough. It’s where the afternoon goes – slowly.\n";
    private static final String LARGER =
            "# A larger garden\n\nThree beds, two benches and a pond are too much work for one person alone.\n";

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final List<ContentKey> replayed = new ArrayList<>();
    private final List<ContentKey> unpacked = new ArrayList<>();
    private final List<Instant> replayedAs = new ArrayList<>();
    private final RecordingQueue<EraseRequest> erasures = new RecordingQueue<>();
    /// What happens between the write of the clean object and that of the ledger.
    private Runnable meanwhile = () -> {};

    private final CleanStep step = new CleanStep(
            content,
            documents,
            (key, observed) -> {
                replayed.add(key);
                replayedAs.add(observed);
            },
            (key, _) -> unpacked.add(key),
            erasures,
            new Cleaner(),
            new InMemorySiteSamples(),
            () -> {
                meanwhile.run();
                return T0.plusSeconds(60);
            },
            1000);

    @Test
    void what_was_deleted_while_it_was_cleaned_is_erased_once_more() {
        var tombstone = new Version(Sha256.of(""), T0.plusSeconds(5));
        meanwhile = () -> documents.advance(NOTE.ref(), NOTE.origin(), tombstone, new Step.Deleted(), T0);

        upload(NOTE, GARDEN, 0);

        assertEquals(State.DELETED, document(NOTE.ref()).state());
        assertEquals(List.of(new EraseRequest(TWIN, null, NOTE.ref().id(), T0.plusSeconds(5))), erasures.sent());
    }

    @Test
    void an_archive_is_sent_on_to_be_unpacked_however_large_it_is() {
        var export = new ContentKey.Upload(TWIN, "posts.ZIP");

        upload(export, "x".repeat(2_000), 0);

        assertEquals(List.of(export), unpacked);
        assertEquals(List.of(export), content.writes());
        assertTrue(documents.document(export.ref()).isEmpty());
    }

    @Test
    void a_zip_without_its_name_is_an_archive_too() {
        var export = new ContentKey.Upload(TWIN, "posts.md");

        upload(export, "PK\u0003\u0004 and then some", 0);

        assertEquals(List.of(export), unpacked);
    }

    private void upload(ContentKey.Upload key, String text, int second) {
        content.save(key, new StoredObject(text.getBytes(UTF_8), "binary/octet-stream", Map.of()));
        step.clean(key, T0.plusSeconds(second));
    }

    /// As the next stage would.
    private void index(ContentKey.Upload key, int chunks) {
        var known = document(key.ref());
        documents.advance(key.ref(), key.origin(), version(known), new Step.Indexed(chunks), T0);
    }

    private static Version version(Document document) {
        var version = document.version();
        if (version == null) {
            throw new AssertionError(document + " has no version");
        }
        return version;
    }

    private Document document(DocumentRef ref) {
        return documents.document(ref).orElseThrow();
    }

    private CleanDocument cleaned(DocumentRef ref, String bytes) {
        var key = new ContentKey.Clean(ref, Sha256.of(bytes));
        return CleanDocument.fromJson(
                new String(content.load(key, Long.MAX_VALUE).orElseThrow().bytes(), UTF_8));
    }

    private long cleanObjects() {
        return content.paths().stream()
                .filter(path -> path.startsWith("clean/"))
                .count();
    }

    @Test
    void an_upload_becomes_a_clean_document() {
        upload(NOTE, GARDEN, 1);

        var clean = cleaned(NOTE.ref(), GARDEN);
        assertEquals(GARDEN, clean.text());
        assertEquals("markdown", clean.extractor());
        assertEquals("A small garden", clean.metadata().title());
        assertEquals(new Version(Sha256.of(GARDEN), T0.plusSeconds(1)), clean.version());
        assertEquals(NOTE.origin(), clean.origin());
        assertEquals(State.CLEANED, document(NOTE.ref()).state());
        assertEquals(clean.metadata(), document(NOTE.ref()).metadata());
    }

    @Test
    void a_fetched_page_carries_its_address_and_the_time_it_was_seen() {
        var url = URI.create("https://garden.example/notes/pond");
        var origin = Origin.ofPage(url, null);
        var ref = new DocumentRef(TWIN, origin.documentId(TWIN));
        var page = "<html><title>The pond</title><body><article><h1>The pond</h1><p>A pond of two metres is enough for"
                + " three frogs and one heron.</p></article></body></html>";
        var key = new ContentKey.Raw(ref, Sha256.of(page));
        var attributes = Map.of("url", url.toString(), "address", url.toString(), "observed", "2026-02-01T00:00:00Z");
        content.save(key, new StoredObject(page.getBytes(UTF_8), "text/html", attributes));

        step.clean(key, T0);

        var clean = cleaned(ref, page);
        assertEquals("A pond of two metres is enough for three frogs and one heron.\n", clean.text());
        assertEquals(url, clean.metadata().url());
        assertEquals(Instant.parse("2026-02-01T00:00:00Z"), clean.version().observed());
        assertEquals(origin, clean.origin());
    }

    @Test
    void a_page_whose_final_address_was_left_out_keeps_the_one_it_was_asked_by() {
        var address = "https://garden.example/notes/pond?" + "x".repeat(400);
        var origin = Origin.ofPage(URI.create(address), null);
        var ref = new DocumentRef(TWIN, origin.documentId(TWIN));
        var key = new ContentKey.Raw(ref, Sha256.of(GARDEN));
        var attributes = Map.of("address", address, "observed", "2026-02-01T00:00:00Z");
        content.save(key, new StoredObject(GARDEN.getBytes(UTF_8), "text/plain", attributes));

        step.clean(key, T0);

        assertEquals(URI.create(address), cleaned(ref, GARDEN).origin().url());
    }

    @Test
    void a_fetched_object_without_its_attributes_is_an_error() {
        var key = new ContentKey.Raw(NOTE.ref(), Sha256.of(GARDEN));
        content.save(key, new StoredObject(GARDEN.getBytes(UTF_8), "text/html", Map.of()));

        var error = assertThrows(IllegalArgumentException.class, () -> step.clean(key, T0));

        assertEquals(key.path() + " has no attribute 'address'", error.getMessage());
    }

    @Test
    void the_same_message_twice_writes_the_same_object() {
        upload(NOTE, GARDEN, 1);
        index(NOTE, 1);

        step.clean(NOTE, T0.plusSeconds(1));

        assertEquals(1, cleanObjects());
        assertEquals(State.SEARCHABLE, document(NOTE.ref()).state());
    }

    @Test
    void an_older_version_that_comes_late_changes_nothing() {
        upload(NOTE, LARGER, 9);

        upload(NOTE, GARDEN, 3);

        assertEquals(Sha256.of(LARGER), version(document(NOTE.ref())).content());
        assertEquals(1, cleanObjects());
    }

    @Test
    void a_document_deleted_later_stays_deleted() {
        documents.advance(
                NOTE.ref(), NOTE.origin(), new Version(Sha256.of(""), T0.plusSeconds(5)), new Step.Deleted(), T0);

        upload(NOTE, GARDEN, 3);

        assertEquals(State.DELETED, document(NOTE.ref()).state());
        assertEquals(0, cleanObjects());
    }

    @Test
    void an_object_that_is_gone_is_no_error() {
        step.clean(NOTE, T0);

        assertTrue(documents.document(NOTE.ref()).isEmpty());
    }

    @Test
    void an_empty_file_is_skipped() {
        upload(NOTE, "", 1);

        assertEquals(State.SKIPPED, document(NOTE.ref()).state());
        assertEquals("the file is empty", document(NOTE.ref()).problem());
    }

    @Test
    void a_file_over_the_limit_fails_with_its_size_and_the_limit() {
        upload(NOTE, "x".repeat(1001), 1);

        assertEquals(State.FAILED, document(NOTE.ref()).state());
        assertEquals(
                "uploads/me/notes/a_small-garden.md has 1001 bytes; at most 1000 are read",
                document(NOTE.ref()).problem());
    }

    @Test
    void a_version_without_text_takes_the_old_passages_away() {
        upload(NOTE, GARDEN, 1);
        index(NOTE, 1);

        upload(NOTE, "Only three words.", 2);

        assertEquals(State.SKIPPED, document(NOTE.ref()).state());
        assertEquals("only 3 words of text were found", document(NOTE.ref()).problem());
        assertEquals("", cleaned(NOTE.ref(), "Only three words.").text());
    }

    @Test
    void a_version_that_cannot_be_read_leaves_the_old_passages() {
        upload(NOTE, GARDEN, 1);
        index(NOTE, 1);

        upload(NOTE, "GIF89a\u0000\u0001", 2);

        assertEquals(State.FAILED, document(NOTE.ref()).state());
        assertEquals(1, document(NOTE.ref()).chunks());
        assertEquals(1, cleanObjects());
    }

    @Test
    void the_second_document_with_the_same_text_is_a_duplicate_without_a_clean_object() {
        upload(NOTE, GARDEN, 1);

        upload(COPY, GARDEN, 2);

        assertEquals(State.DUPLICATE, document(COPY.ref()).state());
        assertEquals(NOTE.ref().id(), document(COPY.ref()).duplicateOf());
        assertEquals(1, cleanObjects());
    }

    @Test
    void a_document_that_becomes_a_duplicate_loses_its_old_passages() {
        upload(NOTE, GARDEN, 1);
        upload(COPY, LARGER, 2);
        index(COPY, 1);

        upload(COPY, GARDEN, 3);

        assertEquals(State.DUPLICATE, document(COPY.ref()).state());
        assertEquals("", cleaned(COPY.ref(), GARDEN).text());
    }

    @Test
    void when_the_owner_of_a_text_changes_a_duplicate_takes_its_place() {
        upload(NOTE, GARDEN, 1);
        upload(COPY, GARDEN, 2);

        upload(NOTE, LARGER, 3);

        assertEquals(List.of(COPY), replayed);
        assertEquals(List.of(T0.plusSeconds(2)), replayedAs);
        step.clean(COPY, replayedAs.getFirst());
        assertEquals(GARDEN, cleaned(COPY.ref(), GARDEN).text());
        assertEquals(COPY.ref().id(), documents.claim(COPY.ref(), Fingerprint.of(GARDEN, null)));
    }

    @Test
    void a_failure_is_noted_and_after_the_last_attempt_it_is_the_state() {
        documents.advance(
                NOTE.ref(), NOTE.origin(), new Version(Sha256.of("x"), T0), new Step.Fetched(Validators.NONE), T0);

        step.note(NOTE, "the ledger is slow");
        assertEquals(State.FETCHED, document(NOTE.ref()).state());
        assertEquals("the ledger is slow", document(NOTE.ref()).problem());

        step.giveUp(NOTE, "the ledger is down");
        assertEquals(State.FAILED, document(NOTE.ref()).state());
    }

    @Test
    void giving_up_an_upload_never_read_makes_it_known_as_failed() {
        step.giveUp(NOTE, "the store is down");

        assertEquals(State.FAILED, document(NOTE.ref()).state());
        assertNull(document(NOTE.ref()).version());
    }

    @Test
    void clean_objects_and_unknown_pages_are_none_of_its_business() {
        step.clean(new ContentKey.Clean(NOTE.ref(), Sha256.of("x")), T0);
        step.giveUp(new ContentKey.Raw(NOTE.ref(), Sha256.of("x")), "never announced");

        assertFalse(documents.document(NOTE.ref()).isPresent());
    }
}
