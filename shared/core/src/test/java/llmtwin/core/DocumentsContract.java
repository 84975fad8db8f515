package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ledger of documents does.
public abstract class DocumentsContract {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Metadata METADATA =
            new Metadata("A title", Category.ARTICLE, "A. Writer", "en", T0, null, null);

    private Documents documents;
    private TwinId twin;
    private Origin origin;
    private DocumentRef ref;

    /// The ledger under test; may hold documents of other twins.
    protected abstract Documents ledger();

    @BeforeEach
    void aDocumentOfAFreshTwin() {
        documents = ledger();
        twin = new TwinId("t" + UUID.randomUUID());
        var source = SourceId.of(twin, URI.create("https://example.org/feed"));
        origin = Origin.ofPage(URI.create("https://example.org/a"), source);
        ref = new DocumentRef(twin, origin.documentId(twin));
    }

    private static Version version(String content, int second) {
        return new Version(Sha256.of(content), T0.plusSeconds(second));
    }

    private boolean advance(Version version, Step step) {
        return documents.advance(ref, origin, version, step, version.observed());
    }

    private Document current() {
        return documents.document(ref).orElseThrow();
    }

    @Test
    void an_unknown_document_is_nowhere() {
        assertTrue(documents.document(ref).isEmpty());
        assertEquals(List.of(), documents.documents(twin, null, null, 10, null).documents());
        assertEquals(Map.of(), documents.counts(twin));
    }

    @Test
    void a_document_goes_from_queued_to_searchable() {
        var first = version("one", 1);

        assertTrue(documents.announce(ref, origin, T0));
        assertEquals(State.QUEUED, current().state());
        assertTrue(advance(first, new Step.Fetched(new Validators("\"e\"", null))));
        assertTrue(advance(first, new Step.Cleaned(METADATA)));
        assertTrue(advance(first, new Step.Indexed(7)));

        assertEquals(
                new Document(
                        ref,
                        origin,
                        State.SEARCHABLE,
                        first,
                        null,
                        METADATA,
                        7,
                        null,
                        List.of(),
                        new Validators("\"e\"", null),
                        null,
                        first.observed()),
                current());
        assertEquals(Map.of(State.SEARCHABLE, 1), documents.counts(twin));
    }

    @Test
    void an_address_is_announced_once() {
        assertTrue(documents.announce(ref, origin, T0));
        assertFalse(documents.announce(ref, origin, T0.plusSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void messages_in_any_order_and_twice_end_in_the_same_state(long seed) {
        var steps = new ArrayList<Runnable>();
        for (var version : List.of(version("one", 1), version("two", 2))) {
            int chunks = version.content().equals(Sha256.of("one")) ? 1 : 2;
            for (int times = 0; times < 2; times++) {
                steps.add(() -> advance(version, new Step.Fetched(Validators.NONE)));
                steps.add(() -> advance(version, new Step.Cleaned(METADATA)));
                steps.add(() -> advance(version, new Step.Indexed(chunks)));
            }
        }
        Collections.shuffle(steps, new Random(seed));

        steps.forEach(Runnable::run);

        assertEquals(State.SEARCHABLE, current().state());
        assertEquals(version("two", 2), current().version());
        assertEquals(2, current().chunks());
    }

    @Test
    void an_older_version_never_overwrites_a_newer_one() {
        assertTrue(advance(version("new", 9), new Step.Fetched(Validators.NONE)));

        assertFalse(advance(version("old", 3), new Step.Fetched(Validators.NONE)));
        assertFalse(advance(version("old", 3), new Step.Failed("late")));

        assertEquals(version("new", 9), current().version());
        assertNull(current().problem());
    }

    @Test
    void a_searchable_version_does_not_fail_afterwards_but_a_failed_one_may_recover() {
        var first = version("one", 1);
        assertTrue(advance(first, new Step.Failed("no luck")));
        assertEquals("no luck", current().problem());

        assertTrue(advance(first, new Step.Indexed(3)));
        assertNull(current().problem());
        assertFalse(advance(first, new Step.Failed("late")));

        assertEquals(State.SEARCHABLE, current().state());
    }

    @Test
    void a_problem_is_noted_without_changing_the_state_and_cleared_by_progress() {
        var first = version("one", 1);
        advance(first, new Step.Cleaned(METADATA));

        documents.note(ref, "the index is down", T0.plusSeconds(2));
        assertEquals(State.CLEANED, current().state());
        assertEquals("the index is down", current().problem());

        advance(first, new Step.Indexed(1));
        assertNull(current().problem());
    }

    @Test
    void a_fruitless_visit_decides_only_over_a_document_never_read() {
        documents.fruitless(ref, origin, new Step.Skipped("404"), T0);
        assertEquals(State.SKIPPED, current().state());
        assertEquals("404", current().problem());

        advance(version("one", 1), new Step.Indexed(1));
        documents.fruitless(ref, origin, new Step.Failed("503"), T0.plusSeconds(9));

        assertEquals(State.SEARCHABLE, current().state());
        assertEquals("503", current().problem());
        documents.unchanged(ref, new Validators(null, "now"), T0.plusSeconds(10));
        assertNull(current().problem());
        assertEquals(new Validators(null, "now"), current().validators());
    }

    @Test
    void a_deleted_document_is_hidden_and_returns_only_when_asked_for_later() {
        advance(version("one", 1), new Step.Indexed(1));
        assertTrue(advance(version("", 5), new Step.Deleted()));

        assertEquals(List.of(), documents.documents(twin, null, null, 10, null).documents());
        assertEquals(Map.of(), documents.counts(twin));
        assertFalse(advance(version("one", 1), new Step.Indexed(1)));
        assertFalse(documents.announce(ref, origin, T0.plusSeconds(4)));
        assertTrue(documents.announce(ref, origin, T0.plusSeconds(6)));
        assertEquals(State.QUEUED, current().state());
    }

    @Test
    void a_document_deleted_because_it_was_missing_comes_back_with_its_source() {
        advance(version("one", 1), new Step.Indexed(1));
        assertTrue(advance(version("", 5), new Step.Deleted(true)));

        assertTrue(documents.announce(ref, origin, T0));

        assertEquals(State.QUEUED, current().state());
    }

    @Test
    void a_missing_document_keeps_its_first_mark_until_it_is_found() {
        advance(version("one", 1), new Step.Indexed(1));
        var first = new Missing(T0.plusSeconds(5), Missing.Cause.UNLISTED);

        documents.missing(ref, first, "not named");
        documents.missing(ref, new Missing(T0.plusSeconds(9), Missing.Cause.UNLISTED), "not named");
        documents.unchanged(ref, Validators.NONE, T0.plusSeconds(9));
        documents.found(ref, Missing.Cause.GONE);

        assertEquals(first, current().missing());

        documents.found(ref, Missing.Cause.UNLISTED);
        assertNull(current().missing());
        assertNull(current().problem());
        assertEquals(State.SEARCHABLE, current().state());
    }

    @Test
    void a_list_that_does_not_name_a_document_says_why_it_is_missing_and_is_no_visit() {
        advance(version("one", 1), new Step.Indexed(1));

        documents.missing(ref, new Missing(T0.plusSeconds(5), Missing.Cause.UNLISTED), "not named");
        assertEquals("not named", current().problem());
        assertEquals(T0.plusSeconds(1), current().updated());
        documents.unchanged(ref, Validators.NONE, T0.plusSeconds(9));

        assertEquals("not named", current().problem());
        assertEquals(T0.plusSeconds(9), current().updated());
    }

    @Test
    void a_document_that_was_gone_is_back_when_a_visit_finds_it() {
        advance(version("one", 1), new Step.Indexed(1));
        var gone = new Missing(T0.plusSeconds(5), Missing.Cause.GONE);

        documents.missing(ref, gone, "gone");
        assertEquals(gone, current().missing());
        assertEquals(gone.since(), current().updated());
        documents.unchanged(ref, Validators.NONE, T0.plusSeconds(6));
        assertNull(current().missing());
        assertNull(current().problem());

        documents.missing(ref, gone, "gone");
        advance(version("two", 7), new Step.Fetched(Validators.NONE));
        assertNull(current().missing());
    }

    @Test
    void a_document_that_was_skipped_still_says_why_when_it_is_missing() {
        advance(version("one", 1), new Step.Skipped("only 3 words"));

        documents.missing(ref, new Missing(T0.plusSeconds(5), Missing.Cause.GONE), "gone");
        assertEquals("only 3 words", current().problem());
        documents.unchanged(ref, Validators.NONE, T0.plusSeconds(6));

        assertEquals("only 3 words", current().problem());
        assertNull(current().missing());
    }

    @Test
    void an_unknown_or_deleted_document_is_not_missing() {
        documents.missing(ref, new Missing(T0, Missing.Cause.GONE), "gone");
        assertTrue(documents.document(ref).isEmpty());

        advance(version("one", 1), new Step.Indexed(1));
        advance(version("", 5), new Step.Deleted());
        documents.missing(ref, new Missing(T0, Missing.Cause.GONE), "gone");

        assertNull(current().missing());
    }

    @Test
    void the_documents_of_a_source_are_all_listed() {
        documents.announce(ref, origin, T0);
        var other = Origin.ofUpload("note.md");
        documents.announce(new DocumentRef(twin, other.documentId(twin)), other, T0);

        var source = SourceId.of(twin, URI.create("https://example.org/feed"));
        assertEquals(
                List.of(ref),
                documents.ofSource(twin, source).stream().map(Document::ref).toList());
    }

    @Test
    void pages_and_filters_find_every_document_once() {
        var found = new ArrayList<DocumentRef>();
        for (int i = 0; i < 7; i++) {
            var upload = Origin.ofUpload("note-" + i + ".md");
            var note = new DocumentRef(twin, upload.documentId(twin));
            documents.advance(note, upload, version("n" + i, 1), new Step.Indexed(1), T0);
        }
        documents.announce(ref, origin, T0);

        String cursor = null;
        do {
            var page = documents.documents(twin, null, null, 3, cursor);
            page.documents().forEach(document -> found.add(document.ref()));
            cursor = page.next();
        } while (cursor != null);

        assertEquals(8, found.size());
        assertEquals(
                found.stream()
                        .distinct()
                        .sorted(java.util.Comparator.comparing(DocumentRef::id))
                        .toList(),
                found);
        assertEquals(
                List.of(ref),
                documents.documents(twin, null, origin.source(), 10, null).documents().stream()
                        .map(Document::ref)
                        .toList());
        assertEquals(
                7,
                documents
                        .documents(twin, State.SEARCHABLE, null, 10, null)
                        .documents()
                        .size());
    }

    @Test
    void a_text_belongs_to_the_first_document_until_it_gives_it_up() {
        var text = Fingerprint.of("the same words", null);
        var copyOrigin = Origin.ofPage(URI.create("https://example.org/copy"), null);
        var copy = new DocumentRef(twin, copyOrigin.documentId(twin));

        assertEquals(ref.id(), documents.claim(ref, text));
        assertEquals(ref.id(), documents.claim(ref, text));
        assertEquals(ref.id(), documents.claim(copy, text));
        documents.advance(copy, copyOrigin, version("copy", 1), new Step.Duplicate(METADATA, ref.id()), T0);
        var orphans = new ArrayList<DocumentRef>();
        documents.release(ref, text, orphan -> orphans.add(orphan.ref()));
        assertEquals(List.of(), orphans);

        documents.release(ref, null, orphan -> orphans.add(orphan.ref()));

        assertEquals(List.of(copy), orphans);
        assertEquals(copy.id(), documents.claim(copy, text));
    }

    @Test
    void a_release_that_dies_on_the_way_names_its_orphans_again() {
        var text = Fingerprint.of("the same words", null);
        var copyOrigin = Origin.ofPage(URI.create("https://example.org/copy"), null);
        var copy = new DocumentRef(twin, copyOrigin.documentId(twin));
        documents.claim(ref, text);
        documents.advance(copy, copyOrigin, version("copy", 1), new Step.Duplicate(METADATA, ref.id()), T0);
        assertThrows(
                IllegalStateException.class,
                () -> documents.release(ref, null, _ -> {
                    throw new IllegalStateException("the machine dies");
                }));

        var orphans = new ArrayList<DocumentRef>();
        documents.release(ref, null, orphan -> orphans.add(orphan.ref()));
        documents.release(ref, null, orphan -> orphans.add(orphan.ref()));

        assertEquals(List.of(copy), orphans);
    }

    private static final String LONG_TEXT = IntStream.range(0, 400)
            .mapToObj(i -> "word" + new Random(i).nextInt(1_000_000))
            .collect(Collectors.joining(" "));

    private DocumentRef copyAt(String address) {
        return new DocumentRef(twin, DocumentId.of(twin, address));
    }

    private static Origin originAt(String address) {
        return Origin.ofPage(URI.create(address), null);
    }

    private DocumentId clean(String address, String text, @Nullable URI link, int second) {
        var copy = copyAt(address);
        var version = version(text, second);
        documents.announce(copy, originAt(address), T0);
        var owner = documents.claim(copy, Fingerprint.of(text, link));
        var step = owner.equals(copy.id()) ? new Step.Indexed(1) : new Step.Duplicate(METADATA, owner);
        documents.advance(copy, originAt(address), version, step, version.observed());
        return owner;
    }

    private List<String> others(String address) {
        return documents.document(copyAt(address)).orElseThrow().otherAddresses();
    }

    @Test
    void a_text_with_a_few_other_words_belongs_to_the_document_that_had_it_first() {
        var a = "https://example.org/a";
        var print = "https://example.org/a?print";

        assertEquals(copyAt(a).id(), clean(a, LONG_TEXT, null, 1));
        assertEquals(copyAt(a).id(), clean(print, LONG_TEXT + " and a word at the end", null, 1));
        assertEquals(copyAt(a).id(), clean(print, LONG_TEXT + " and a word at the end", null, 1));
        assertEquals(copyAt(a).id(), clean(a, LONG_TEXT, null, 1));

        assertEquals(List.of(print), others(a));
        assertEquals(List.of(), others(print));
    }

    @Test
    void a_document_may_change_its_text_a_little_and_is_not_its_own_duplicate() {
        var a = "https://example.org/a";
        clean(a, LONG_TEXT, null, 1);

        assertEquals(copyAt(a).id(), clean(a, LONG_TEXT + " more", null, 2));

        documents.release(copyAt(a), Fingerprint.of(LONG_TEXT + " more", null), _ -> {});
        assertEquals(copyAt("https://example.org/b").id(), clean("https://example.org/b", "other words", null, 1));
    }

    @Test
    void one_link_makes_one_document_of_texts_that_are_alike_and_of_no_others() {
        var link = URI.create("https://example.org/a");
        var half = LONG_TEXT.substring(0, LONG_TEXT.length() * 3 / 4);

        assertEquals(copyAt("https://example.org/a").id(), clean("https://example.org/a", LONG_TEXT, link, 1));
        assertEquals(copyAt("https://example.org/a").id(), clean("https://example.org/amp", half, link, 1));
        var other = "another text altogether " + new StringBuilder(LONG_TEXT).reverse();
        assertEquals(copyAt("https://example.org/b").id(), clean("https://example.org/b", other, link, 1));
        assertEquals(copyAt("https://example.org/c").id(), clean("https://example.org/c", half, null, 1));
    }

    @Test
    void the_addresses_of_duplicates_are_sorted_and_go_with_them() {
        var a = "https://example.org/a";
        clean(a, LONG_TEXT, null, 1);
        clean("https://example.org/z", LONG_TEXT, null, 1);
        clean("https://example.org/b", LONG_TEXT, null, 1);
        assertEquals(List.of("https://example.org/b", "https://example.org/z"), others(a));

        clean("https://example.org/z", "now something else", null, 2);
        assertEquals(List.of("https://example.org/b"), others(a));

        documents.advance(
                copyAt("https://example.org/b"),
                originAt("https://example.org/b"),
                version("", 3),
                new Step.Deleted(),
                T0);
        assertEquals(List.of(), others(a));
    }

    @Test
    void an_older_message_does_not_list_an_address_for_ever() {
        var a = "https://example.org/a";
        var b = "https://example.org/b";
        clean(a, LONG_TEXT, null, 1);
        clean(b, "now something else", null, 2);

        clean(b, LONG_TEXT, null, 1);

        assertEquals(List.of(), others(a));
    }

    @Test
    void when_the_owner_changes_its_near_duplicate_takes_over() {
        var a = "https://example.org/a";
        var b = "https://example.org/b";
        clean(a, LONG_TEXT, null, 1);
        clean(b, LONG_TEXT + " more", null, 1);
        clean(a, "something new", null, 2);
        var orphans = new ArrayList<DocumentRef>();

        documents.release(copyAt(a), Fingerprint.of("something new", null), orphan -> orphans.add(orphan.ref()));

        assertEquals(List.of(copyAt(b)), orphans);
        assertEquals(copyAt(b).id(), clean(b, LONG_TEXT + " more", null, 1));
        assertEquals(List.of(), others(a));
    }

    @Test
    void more_duplicates_than_are_listed_are_all_orphans() {
        var a = "https://example.org/a";
        clean(a, LONG_TEXT, null, 1);
        for (int i = 0; i < Document.MOST_OTHERS + 5; i++) {
            clean("https://example.org/copy/" + i, LONG_TEXT, null, 1);
        }
        assertEquals(Document.MOST_OTHERS, others(a).size());
        var orphans = new ArrayList<DocumentRef>();

        documents.release(copyAt(a), null, orphan -> orphans.add(orphan.ref()));

        assertEquals(Document.MOST_OTHERS + 5, orphans.size());
    }

    @Test
    void of_two_that_come_at_once_one_is_the_owner() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var owners = new ArrayList<Future<DocumentId>>();
            for (int i = 0; i < 8; i++) {
                var address = "https://example.org/copy/" + i;
                var text = Fingerprint.of(LONG_TEXT + " " + i, null);
                owners.add(threads.submit(() -> documents.claim(copyAt(address), text)));
            }
            var found = new HashSet<DocumentId>();
            for (var owner : owners) {
                found.add(owner.get());
            }

            assertEquals(1, found.size());
        }
    }
}
