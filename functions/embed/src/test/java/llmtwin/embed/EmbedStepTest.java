package llmtwin.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import llmtwin.core.Category;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Embedding;
import llmtwin.core.InMemoryChunkIndex;
import llmtwin.core.InMemoryContentStore;
import llmtwin.core.InMemoryDocuments;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Question;
import llmtwin.core.Sha256;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.TwinId;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;

class EmbedStepTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Origin ORIGIN = Origin.ofPage(URI.create("https://example.org/a"), null);
    private static final TwinId TWIN = new TwinId("me");
    private static final DocumentRef REF = new DocumentRef(TWIN, ORIGIN.documentId(TWIN));
    private static final Metadata METADATA =
            new Metadata("A title", Category.ARTICLE, null, "en", null, null, ORIGIN.url());

    private final InMemoryContentStore content = new InMemoryContentStore();
    private final InMemoryDocuments documents = new InMemoryDocuments();
    private final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final LetterEmbedder embedder = new LetterEmbedder();
    private final EmbedStep step = step(new ParallelEmbedding(embedder, 2));

    private EmbedStep step(ParallelEmbedding embedding) {
        return new EmbedStep(content, documents, index, new Chunker(embedder), embedding, InstantSource.fixed(T0));
    }

    @Test
    void a_new_version_of_the_same_text_is_found_without_being_embedded_again() {
        step.embed(key(cleaned(1, "One sentence about kettles.")));
        embedder.meanwhile(() -> {
            throw new IllegalStateException("embedded again");
        });
        var again = cleaned(2, "One sentence about kettles.");

        step.embed(key(again));

        var found = index.search(new Question(TWIN, "kettles", null, 5), embedding("kettles"));
        assertEquals(again.version().content(), found.getFirst().version());
        assertEquals(1, found.size());
        assertEquals(State.SEARCHABLE, ledger().state());
        assertEquals(again.version(), ledger().version());
    }

    private static Embedding embedding(String text) {
        return new LetterEmbedder().embed(text);
    }

    @Test
    void a_clean_document_becomes_searchable() {
        var document = cleaned(1, "One sentence about kettles.");

        step.embed(key(document));

        var found = index.search(new Question(TWIN, "kettles", null, 5), embedder.embed("kettles"));
        assertEquals("One sentence about kettles.", found.getFirst().chunk().text());
        assertEquals(State.SEARCHABLE, ledger().state());
        assertEquals(1, ledger().chunks());
    }

    @Test
    void a_long_document_is_embedded_chunk_by_chunk_in_order() {
        var document = cleaned(1, "Some words of a long text. ".repeat(200));

        step.embed(key(document));

        assertTrue(ledger().chunks() > 5);
        assertEquals(ledger().chunks(), index.count(REF));
    }

    @Test
    void the_same_message_twice_ends_as_once() {
        var document = cleaned(1, "Text.");

        step.embed(key(document));
        step.embed(key(document));

        assertEquals(1, index.count(REF));
        assertEquals(State.SEARCHABLE, ledger().state());
    }

    @Test
    void a_message_faster_than_the_ledger_records_what_was_cleaned_too() {
        var document = stored(1, "Text.");

        step.embed(key(document));

        assertEquals(State.SEARCHABLE, ledger().state());
        assertEquals(METADATA, ledger().metadata());
    }

    @Test
    void an_outdated_message_does_nothing() {
        var old = cleaned(1, "Old text.");
        var current = cleaned(2, "New text.");
        step.embed(key(current));

        step.embed(key(old));

        assertEquals(current.version(), ledger().version());
        assertEquals(List.of("New text."), texts());
    }

    @Test
    void a_text_that_became_empty_is_no_longer_found_and_keeps_its_state() {
        step.embed(key(cleaned(1, "Text.")));
        var empty = stored(2, "");
        documents.advance(REF, ORIGIN, empty.version(), new Step.Skipped("too short"), T0);

        step.embed(key(empty));

        assertEquals(0, index.count(REF));
        assertEquals(State.SKIPPED, ledger().state());
        assertEquals("too short", ledger().problem());
    }

    @Test
    void a_document_deleted_meanwhile_is_not_found() {
        var document = cleaned(1, "Text.");
        embedder.meanwhile(() ->
                documents.advance(REF, ORIGIN, new Version(Sha256.of(""), T0.plusSeconds(60)), new Step.Deleted(), T0));

        step.embed(key(document));

        assertEquals(0, index.count(REF));
        assertEquals(State.DELETED, ledger().state());
    }

    @Test
    void a_document_that_is_gone_is_done() {
        var document = cleaned(1, "Text.");
        content.erase(REF, ORIGIN);

        step.embed(key(document));

        assertEquals(State.CLEANED, ledger().state());
        assertEquals(0, index.count(REF));
    }

    @Test
    void the_same_content_seen_again_meanwhile_stays_findable() {
        var document = cleaned(1, "Text.");
        embedder.meanwhile(() -> documents.advance(
                REF,
                ORIGIN,
                new Version(document.version().content(), T0.plusSeconds(60)),
                new Step.Fetched(Validators.NONE),
                T0));

        step.embed(key(document));

        assertEquals(1, index.count(REF));
    }

    @Test
    void a_text_cleaned_again_and_embedded_meanwhile_is_the_one_that_is_found() {
        var document = cleaned(1, "Text. Subscribe!");
        embedder.meanwhile(() -> step.embed(key(stored(1, "Text."))));

        step.embed(key(document));

        assertEquals(List.of("Text."), texts());
        assertEquals(State.SEARCHABLE, ledger().state());
        assertEquals(1, ledger().chunks());
    }

    @Test
    void a_text_that_became_empty_and_was_taken_away_meanwhile_stays_away() {
        var document = cleaned(1, "Text.");
        embedder.meanwhile(() -> {
            documents.advance(REF, ORIGIN, document.version(), new Step.Skipped("too short"), T0);
            step.embed(key(stored(1, "")));
        });

        step.embed(key(document));

        assertEquals(0, index.count(REF));
        assertEquals(State.SKIPPED, ledger().state());
    }

    @Test
    void a_failing_embedder_leaves_index_and_ledger_as_they_were() {
        var document = cleaned(1, "Text.");
        embedder.meanwhile(() -> {
            throw new IllegalStateException("no");
        });

        assertThrows(IllegalStateException.class, () -> step.embed(key(document)));

        assertEquals(0, index.count(REF));
        assertEquals(State.CLEANED, ledger().state());
    }

    @Test
    void a_problem_is_noted_and_after_the_last_attempt_the_document_says_why_it_failed() {
        var document = cleaned(1, "Text.");

        step.note(key(document), "the search index could not be reached");
        assertEquals(State.CLEANED, ledger().state());
        assertEquals("the search index could not be reached", ledger().problem());
        step.giveUp(key(document), "the search index could not be reached");
        assertEquals(State.FAILED, ledger().state());

        step.embed(key(document));
        assertEquals(State.SEARCHABLE, ledger().state());
        assertNull(ledger().problem());
    }

    @Test
    void giving_up_an_old_version_leaves_the_new_one_alone() {
        var old = cleaned(1, "Old text.");
        cleaned(2, "New text.");

        step.giveUp(key(old), "no");

        assertEquals(State.CLEANED, ledger().state());
        assertNull(ledger().problem());
    }

    private CleanDocument stored(int version, String text) {
        var document = new CleanDocument(
                REF,
                new Version(Sha256.of("raw" + version), T0.plusSeconds(version)),
                ORIGIN,
                METADATA,
                "markdown",
                text);
        content.save(
                key(document),
                new StoredObject(document.toJson().getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));
        return document;
    }

    private CleanDocument cleaned(int version, String text) {
        var document = stored(version, text);
        documents.advance(REF, ORIGIN, document.version(), new Step.Cleaned(METADATA), T0);
        return document;
    }

    private static ContentKey.Clean key(CleanDocument document) {
        return new ContentKey.Clean(document.ref(), document.version().content());
    }

    private Document ledger() {
        return documents.document(REF).orElseThrow();
    }

    private List<String> texts() {
        return index.search(new Question(TWIN, "text", null, 50), embedder.embed("text")).stream()
                .map(passage -> passage.chunk().text())
                .toList();
    }
}
