package llmtwin.library;

import static llmtwin.library.Library.FEED;
import static llmtwin.library.Library.FEED_ID;
import static llmtwin.library.Library.ME;
import static llmtwin.library.Library.NOW;
import static llmtwin.library.Library.POST;
import static llmtwin.library.Library.POST_REF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Chunk;
import llmtwin.core.ChunkIndex;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedding;
import llmtwin.core.EraseRequest;
import llmtwin.core.InMemoryChunkIndex;
import llmtwin.core.Missing;
import llmtwin.core.Origin;
import llmtwin.core.Passage;
import llmtwin.core.Question;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

class EraserTest {
    private static final Instant ASKED = NOW.plusSeconds(60);
    private static final Instant LATER = ASKED.plusSeconds(60);
    private static final EraseRequest ERASE_POST = new EraseRequest(ME, null, POST_REF.id(), ASKED);
    private static final EraseRequest VANISHED_POST = new EraseRequest(ME, null, POST_REF.id(), ASKED, NOW);
    private static final EraseRequest ERASE_FEED = new EraseRequest(ME, FEED_ID, null, ASKED);

    private final Library library = new Library();
    private final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final List<ContentKey> replayed = new ArrayList<>();
    private final Eraser eraser = eraser(index);

    @Test
    void an_erased_document_is_gone_everywhere() {
        stored(POST, "Two beds.", NOW);

        eraser.erase(ERASE_POST);

        assertGone();
    }

    @Test
    void erasing_twice_is_erasing_once() {
        stored(POST, "Two beds.", NOW);

        eraser.erase(ERASE_POST);
        eraser.erase(ERASE_POST);

        assertGone();
    }

    @Test
    void an_erasure_that_broke_off_is_finished_by_the_next_try() {
        stored(POST, "Two beds.", NOW);

        assertThrows(IllegalStateException.class, () -> eraser(new Broken()).erase(ERASE_POST));
        eraser.erase(ERASE_POST);

        assertGone();
    }

    @Test
    void a_version_seen_after_the_request_stays() {
        stored(POST, "Two beds.", NOW);
        var newer = stored(POST, "Three beds.", LATER);

        eraser.erase(ERASE_POST);

        var document = library.documents.document(POST_REF).orElseThrow();
        assertEquals(State.SEARCHABLE, document.state());
        assertEquals(newer, document.version());
        assertEquals(1, index.count(POST_REF));
    }

    @Test
    void what_has_vanished_goes_and_may_come_back() {
        stored(POST, "Two beds.", NOW);
        library.documents.missing(POST_REF, new Missing(NOW, Missing.Cause.GONE), "gone");

        eraser.erase(VANISHED_POST);

        assertGone();
        assertTrue(library.documents.announce(POST_REF, POST, NOW));
    }

    @Test
    void what_was_seen_again_after_it_had_vanished_stays() {
        stored(POST, "Two beds.", NOW);

        eraser.erase(VANISHED_POST);

        assertEquals(
                State.SEARCHABLE,
                library.documents.document(POST_REF).orElseThrow().state());
    }

    @Test
    void an_address_asked_for_again_stays() {
        library.documents.announce(POST_REF, POST, LATER);

        eraser.erase(ERASE_POST);

        assertEquals(
                State.QUEUED, library.documents.document(POST_REF).orElseThrow().state());
    }

    @Test
    void a_document_that_never_could_be_read_is_erased() {
        library.documents.fruitless(POST_REF, POST, new Step.Failed("404"), LATER);

        eraser.erase(ERASE_POST);

        assertEquals(
                State.DELETED,
                library.documents.document(POST_REF).orElseThrow().state());
    }

    @Test
    void a_message_of_an_older_version_that_comes_late_changes_nothing() {
        var version = stored(POST, "Two beds.", NOW);
        eraser.erase(ERASE_POST);

        library.documents.advance(POST_REF, POST, version, new Step.Indexed(1), LATER);

        assertEquals(
                State.DELETED,
                library.documents.document(POST_REF).orElseThrow().state());
    }

    @Test
    void a_duplicate_of_an_erased_document_is_cleaned_again() {
        var version = stored(POST, "Two beds.", NOW);
        var copy = Origin.ofUpload("copy.md");
        var copyRef = Library.ref(copy.documentId(ME));
        library.documents.advance(copyRef, copy, version, new Step.Fetched(Validators.NONE), NOW);
        library.documents.advance(
                copyRef, copy, version, new Step.Duplicate(Library.titled("Copy"), POST_REF.id()), NOW);

        eraser.erase(ERASE_POST);

        assertEquals(List.of(new ContentKey.Upload(ME, "copy.md")), replayed);
    }

    @Test
    void erasing_a_source_erases_its_documents_and_no_others() {
        library.sources.save(Source.asked(ME, FEED, Duration.ofDays(1), NOW));
        stored(POST, "Two beds.", NOW);
        stored(Origin.ofUpload("a.md"), "Mine.", NOW);

        eraser.erase(ERASE_FEED);
        library.erasures.sent().forEach(eraser::erase);

        assertGone();
        assertEquals(List.of(ERASE_POST), library.erasures.sent());
        assertEquals(Optional.empty(), library.sources.source(ME, FEED_ID));
        assertEquals(Map.of(State.SEARCHABLE, 1), library.documents.counts(ME));
    }

    @Test
    void an_archive_is_erased_with_what_it_holds() {
        var archive = Source.ofArchive(ME, "upload:posts.zip", NOW);
        var container = new Origin("upload:posts.zip", archive.id(), null);
        var ref = Library.ref(container.documentId(ME));
        var member = new Origin("archive:posts.zip/a.md", archive.id(), null);
        library.sources.save(archive);
        library.documents.advance(ref, container, new Version(Sha256.of("zip"), NOW), new Step.Unpacked(), NOW);
        stored(member, "Mine.", NOW);

        eraser.erase(new EraseRequest(ME, null, ref.id(), ASKED));
        for (int i = 0; i < library.erasures.sent().size(); i++) {
            eraser.erase(library.erasures.sent().get(i));
        }

        assertEquals(Map.of(), library.documents.counts(ME));
        assertEquals(Optional.empty(), library.sources.source(ME, archive.id()));
    }

    @Test
    void an_archive_among_the_pages_of_a_site_takes_only_what_it_holds_with_it() {
        library.sources.save(Source.asked(ME, FEED, Duration.ofDays(1), NOW));
        stored(POST, "Two beds.", NOW);
        var repository = Origin.ofPage(URI.create("https://example.org/garden.git"), FEED_ID);
        var ref = Library.ref(repository.documentId(ME));
        var member = new Origin("archive:https://example.org/garden.git/a.md", FEED_ID, null);
        library.documents.advance(ref, repository, new Version(Sha256.of("zip"), NOW), new Step.Unpacked(), NOW);
        stored(member, "Mine.", NOW);

        eraser.erase(new EraseRequest(ME, null, ref.id(), ASKED));

        assertEquals(List.of(new EraseRequest(ME, null, member.documentId(ME), ASKED)), library.erasures.sent());
        assertTrue(library.sources.source(ME, FEED_ID).isPresent());
    }

    @Test
    void an_archive_whose_newest_version_is_broken_is_erased_with_what_it_held() {
        var archive = Source.ofArchive(ME, "upload:posts.zip", NOW);
        var container = new Origin("upload:posts.zip", archive.id(), null);
        var ref = Library.ref(container.documentId(ME));
        library.sources.save(archive);
        library.documents.advance(ref, container, new Version(Sha256.of("?"), NOW), new Step.Failed("broken"), NOW);

        eraser.erase(new EraseRequest(ME, null, ref.id(), ASKED));

        assertEquals(List.of(new EraseRequest(ME, archive.id(), null, ASKED)), library.erasures.sent());
    }

    @Test
    void a_source_added_again_after_the_request_stays_with_its_documents() {
        var added = Source.asked(ME, FEED, Duration.ofDays(1), LATER);
        library.sources.save(added);
        stored(POST, "Two beds.", NOW);

        eraser.erase(ERASE_FEED);

        assertEquals(Optional.of(added), library.sources.source(ME, FEED_ID));
        assertEquals(List.of(), library.erasures.sent());
    }

    private Eraser eraser(ChunkIndex chunks) {
        return new Eraser(
                library.documents,
                library.sources,
                library.content,
                chunks,
                (key, _) -> replayed.add(key),
                library.erasures);
    }

    private Version stored(Origin origin, String text, Instant observed) {
        var version = library.searchable(origin, text, observed);
        var ref = new DocumentRef(ME, origin.documentId(ME));
        var bytes = new StoredObject(text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
        library.content.save(new ContentKey.Raw(ref, version.content()), bytes);
        library.content.save(new ContentKey.Clean(ref, version.content()), bytes);
        index.replace(
                new CleanDocument(ref, version, origin, Library.titled("A small garden"), "text", text),
                List.of(new EmbeddedChunk(
                        new Chunk(0, 0, text.length(), text), Embedding.normalised(new float[] {1, 0}))));
        return version;
    }

    private void assertGone() {
        assertEquals(
                State.DELETED,
                library.documents.document(POST_REF).orElseThrow().state());
        assertEquals(
                List.of(),
                library.content.paths().stream()
                        .filter(path -> path.contains(POST_REF.toString()))
                        .toList());
        assertEquals(0, index.count(POST_REF));
    }

    /// An index that is down.
    private static final class Broken implements ChunkIndex {
        @Override
        public void replace(CleanDocument document, List<EmbeddedChunk> chunks) {
            throw new IllegalStateException("down");
        }

        @Override
        public void remove(DocumentRef ref, Sha256 version) {
            throw new IllegalStateException("down");
        }

        @Override
        public void remove(DocumentRef ref) {
            throw new IllegalStateException("down");
        }

        @Override
        public Map<String, Embedding> embeddings(DocumentRef ref) {
            throw new IllegalStateException("down");
        }

        @Override
        public long count(DocumentRef ref) {
            throw new IllegalStateException("down");
        }

        @Override
        public List<Passage> search(Question question, Embedding embedding) {
            throw new IllegalStateException("down");
        }
    }
}
