package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every chunk index does.
public abstract class ChunkIndexContract {
    /// The size of the embeddings that this contract stores.
    protected static final int DIMENSIONS = 8;

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2025-12-24T18:30:00Z");

    private ChunkIndex index;
    private TwinId twin;

    /// The index under test, for embeddings of [#DIMENSIONS]; may hold chunks of other twins.
    protected abstract ChunkIndex index();

    @BeforeEach
    void aFreshTwin() {
        index = index();
        twin = new TwinId("t" + UUID.randomUUID());
    }

    @Test
    void a_twin_without_chunks_finds_nothing() {
        var document = document(twin, "a", 1, Category.ARTICLE);

        assertEquals(List.of(), search("anything", 0, null, 10));
        assertEquals(0, index.count(document.ref()));
        index.remove(document.ref());
        index.remove(document.ref(), document.version().content());
        index.replace(document, List.of());
        assertEquals(0, index.count(document.ref()));
    }

    @Test
    void a_chunk_is_found_with_all_that_a_citation_needs() {
        var document = document(twin, "a", 1, Category.ARTICLE);
        index.replace(document, chunks("The kettle whistles at dawn.", "A quiet harbour in winter."));

        var found = search("quiet harbour", 1, null, 10).getFirst();

        assertEquals(document.ref(), found.ref());
        assertEquals(document.version().content(), found.version());
        assertEquals(new Chunk(1, 29, 55, "A quiet harbour in winter."), found.chunk());
        assertEquals("Title of a", found.title());
        assertEquals(URI.create("https://example.org/a"), found.url());
        assertEquals(Category.ARTICLE, found.category());
        assertEquals(PUBLISHED, found.published());
    }

    @Test
    void what_is_unknown_of_a_document_stays_unknown() {
        var document = document(twin, "a", 1, Category.POST);
        var bare = new CleanDocument(
                document.ref(),
                document.version(),
                document.origin(),
                new Metadata("Bare", Category.POST, null, null, null, null, null),
                "text",
                "");
        index.replace(bare, chunks("No date, no link."));

        var found = search("date", 0, null, 1).getFirst();

        assertEquals("Bare", found.title());
        assertNull(found.url());
        assertNull(found.published());
    }

    @Test
    void passages_come_best_first_and_no_more_than_asked_for() {
        index.replace(document(twin, "a", 1, Category.ARTICLE), chunks("one", "two", "three", "four", "five"));

        var all = search("three", 2, null, 10);
        var two = search("three", 2, null, 2);

        assertEquals("three", all.getFirst().chunk().text());
        assertEquals(5, all.size());
        for (int i = 1; i < all.size(); i++) {
            assertTrue(all.get(i - 1).score() >= all.get(i).score());
        }
        assertEquals(2, two.size());
        assertEquals(all.getFirst(), two.getFirst());
    }

    @Test
    void a_search_stays_within_its_twin() {
        var other = new TwinId("t" + UUID.randomUUID());
        index.replace(document(twin, "a", 1, Category.ARTICLE), chunks("mine"));
        index.replace(document(other, "a", 1, Category.ARTICLE), chunks("theirs, and the secret word"));

        var found = search("the secret word", 0, null, 10);

        assertEquals(List.of("mine"), texts(found));
    }

    @Test
    void a_search_can_be_narrowed_to_a_category() {
        index.replace(document(twin, "a", 1, Category.ARTICLE), chunks("an article"));
        index.replace(document(twin, "b", 1, Category.POST), chunks("a post"));

        assertEquals(List.of("a post"), texts(search("article", 0, Category.POST, 10)));
        assertEquals(List.of(), search("article", 0, Category.CONVERSATION, 10));
    }

    @Test
    void a_new_version_takes_the_place_of_the_old_one() {
        var first = document(twin, "a", 1, Category.ARTICLE);
        index.replace(first, chunks("kept", "dropped", "dropped too"));
        index.replace(document(twin, "b", 1, Category.ARTICLE), chunks("another document"));

        index.replace(document(twin, "a", 2, Category.ARTICLE), chunks("kept", "new"));

        assertEquals(2, index.count(first.ref()));
        assertEquals(List.of("another document", "kept", "new"), sortedTexts());
    }

    @Test
    void the_same_version_twice_changes_nothing() {
        var document = document(twin, "a", 1, Category.ARTICLE);
        index.replace(document, chunks("one", "one", "two"));
        var before = search("one", 0, null, 10);

        index.replace(document, chunks("one", "one", "two"));

        assertEquals(before, search("one", 0, null, 10));
        assertEquals(3, index.count(document.ref()));
    }

    @Test
    void the_embeddings_of_a_document_are_told_by_the_text_of_its_chunks() {
        var document = document(twin, "a", 1, Category.ARTICLE);
        var texts = IntStream.range(0, 70).mapToObj(i -> "text " + i % 68).toArray(String[]::new);
        index.replace(document, chunks(texts));
        index.replace(document(twin, "b", 1, Category.ARTICLE), chunks("another"));

        var found = index.embeddings(document.ref());

        assertEquals(68, found.size());
        assertEquals(1, Objects.requireNonNull(found.get("text 3")).cosine(axis(3)), 1e-6);
        assertEquals(
                Map.of(),
                index.embeddings(document(twin, "c", 1, Category.ARTICLE).ref()));
    }

    @Test
    void the_same_version_cut_in_another_way_leaves_only_the_new_chunks() {
        var document = document(twin, "a", 1, Category.ARTICLE);
        index.replace(document, chunks("one", "two", "three"));

        index.replace(document, chunks("one two", "three"));

        assertEquals(List.of("one two", "three"), sortedTexts());
    }

    @Test
    void an_older_version_that_comes_late_is_not_found() {
        index.replace(document(twin, "a", 2, Category.ARTICLE), chunks("shared", "new"));

        index.replace(document(twin, "a", 1, Category.ARTICLE), chunks("shared", "old"));
        index.replace(document(twin, "a", 1, Category.ARTICLE), List.of());

        assertEquals(List.of("new", "shared"), sortedTexts());
        assertEquals(
                document(twin, "a", 2, Category.ARTICLE).version().content(),
                search("shared", 0, null, 1).getFirst().version());
    }

    @Test
    void no_chunks_leave_the_document_with_none() {
        var first = document(twin, "a", 1, Category.ARTICLE);
        index.replace(first, chunks("one", "two"));

        index.replace(document(twin, "a", 2, Category.ARTICLE), List.of());

        assertEquals(0, index.count(first.ref()));
        assertEquals(List.of(), sortedTexts());
    }

    @Test
    void removing_a_version_leaves_others_alone() {
        var document = document(twin, "a", 2, Category.ARTICLE);
        index.replace(document, chunks("one"));

        index.remove(
                document.ref(),
                document(twin, "a", 1, Category.ARTICLE).version().content());
        assertEquals(1, index.count(document.ref()));
        index.remove(document.ref(), document.version().content());

        assertEquals(0, index.count(document.ref()));
    }

    @Test
    void removing_a_document_leaves_others_alone() {
        var document = document(twin, "a", 1, Category.ARTICLE);
        index.replace(document, chunks("one", "two"));
        index.replace(document(twin, "b", 1, Category.ARTICLE), chunks("another"));

        index.remove(document.ref());

        assertEquals(0, index.count(document.ref()));
        assertEquals(List.of("another"), sortedTexts());
    }

    @Test
    void a_long_document_is_found_whole() {
        var document = document(twin, "long", 1, Category.ARTICLE);
        var texts = IntStream.range(0, 250).mapToObj(i -> "passage number" + i).toArray(String[]::new);

        index.replace(document, chunks(texts));

        assertEquals(250, index.count(document.ref()));
    }

    private static CleanDocument document(TwinId twin, String name, int version, Category category) {
        var url = URI.create("https://example.org/" + name);
        var origin = Origin.ofPage(url, null);
        return new CleanDocument(
                new DocumentRef(twin, origin.documentId(twin)),
                new Version(Sha256.of(name + version), T0.plusSeconds(version)),
                origin,
                new Metadata("Title of " + name, category, null, "en", PUBLISHED, null, url),
                "html",
                "");
    }

    /// One chunk for each text; the i-th points along axis i.
    private static List<EmbeddedChunk> chunks(String... texts) {
        var chunks = new ArrayList<EmbeddedChunk>();
        int start = 0;
        for (int i = 0; i < texts.length; i++) {
            int end = start + texts[i].length();
            chunks.add(new EmbeddedChunk(new Chunk(i, start, end, texts[i]), axis(i)));
            start = end + 1;
        }
        return chunks;
    }

    private static Embedding axis(int i) {
        var values = new float[DIMENSIONS];
        Arrays.fill(values, 0.1f);
        values[i % DIMENSIONS] = 1;
        return Embedding.normalised(values);
    }

    private List<Passage> search(String text, int axis, @Nullable Category category, int limit) {
        return index.search(new Question(twin, text, category, limit), axis(axis));
    }

    private List<String> sortedTexts() {
        return texts(search("one two three", 0, null, 100)).stream().sorted().toList();
    }

    private static List<String> texts(List<Passage> passages) {
        return passages.stream().map(passage -> passage.chunk().text()).toList();
    }
}
