package llmtwin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import llmtwin.core.Category;
import llmtwin.core.Chunk;
import llmtwin.core.ChunkIndex;
import llmtwin.core.ChunkIndexContract;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedding;
import llmtwin.core.Metadata;
import llmtwin.core.Origin;
import llmtwin.core.Question;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.core.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the index does on a server that speaks Qdrant's protocol. Leaves its collections behind.
public abstract class QdrantChunkIndexContract extends ChunkIndexContract {
    private static final Embedding EAST = Embedding.normalised(new float[] {1, 0, 0, 0, 0, 0, 0, 0});
    private static final Embedding NORTH = Embedding.normalised(new float[] {0, 1, 0, 0, 0, 0, 0, 0});

    private final List<QdrantChunkIndex> opened = new ArrayList<>();
    private final TwinId twin = new TwinId("t" + UUID.randomUUID());

    /// The server under test.
    protected abstract QdrantAddress address();

    @Override
    protected final ChunkIndex index() {
        return index("contract", DIMENSIONS);
    }

    private QdrantChunkIndex index(String model, int dimensions) {
        var index = new QdrantChunkIndex(address(), new NamedEmbedder(model, dimensions));
        opened.add(index);
        return index;
    }

    @AfterEach
    void disconnect() {
        opened.forEach(QdrantChunkIndex::close);
    }

    @Test
    void what_only_words_find_and_what_only_meaning_finds_both_come_first() {
        var index = index();
        var east = new ArrayList<EmbeddedChunk>();
        for (int i = 0; i < 30; i++) {
            east.add(chunk(i, "filler number " + i, EAST));
        }
        index.replace(document("filler", 1), east);
        index.replace(document("words", 1), List.of(chunk(0, "The zeppelins landed.", EAST)));
        index.replace(document("meaning", 1), List.of(chunk(0, "An airship came down.", NORTH)));

        var found = index.search(new Question(twin, "zeppelin landing", null, 2), NORTH);

        assertEquals(
                List.of("An airship came down.", "The zeppelins landed."),
                found.stream().map(passage -> passage.chunk().text()).sorted().toList());
    }

    @Test
    void a_question_of_stop_words_is_searched_by_meaning() {
        var index = index();
        index.replace(document("a", 1), List.of(chunk(0, "east", EAST), chunk(1, "north", NORTH)));

        var found = index.search(new Question(twin, "to be or not to be", null, 1), NORTH);

        assertEquals("north", found.getFirst().chunk().text());
    }

    @Test
    void a_chunk_of_stop_words_can_be_found_by_meaning() {
        var index = index();

        index.replace(document("a", 1), List.of(chunk(0, "to be or not to be", NORTH)));

        assertEquals(
                1, index.search(new Question(twin, "hamlet", null, 5), NORTH).size());
    }

    @Test
    void chunks_of_two_models_never_meet() {
        var small = index("model/one", 8);
        var large = index("model/two", 3);
        small.replace(document("a", 1), List.of(chunk(0, "in eight dimensions", EAST)));
        var embedding = Embedding.normalised(new float[] {1, 2, 3});

        large.replace(document("b", 1), List.of(new EmbeddedChunk(new Chunk(0, 0, 8, "in three"), embedding)));

        assertEquals(0, large.count(document("a", 1).ref()));
        assertEquals(
                1, large.search(new Question(twin, "in", null, 9), embedding).size());
        assertEquals(1, small.search(new Question(twin, "in", null, 9), EAST).size());
    }

    @Test
    void the_first_writers_of_a_new_model_do_not_disturb_each_other() throws Exception {
        var model = "model-" + UUID.randomUUID();
        var writers = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 4; i++) {
            var index = index(model, DIMENSIONS);
            var document = document("document" + i, 1);
            writers.add(() -> {
                index.replace(document, List.of(chunk(0, "text", EAST)));
                return index.count(document.ref());
            });
        }

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var written : threads.invokeAll(writers)) {
                assertEquals(1, written.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_two_versions_written_at_once_the_newer_one_remains(int round) throws Exception {
        var versions = new ArrayList<Callable<Void>>();
        for (int version : new int[] {2 * round, 2 * round + 1}) {
            var index = index();
            versions.add(() -> {
                index.replace(
                        document("raced", version),
                        List.of(chunk(0, "shared", EAST), chunk(1, "of version " + version, NORTH)));
                return null;
            });
        }

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var written : threads.invokeAll(versions)) {
                written.get();
            }
        }

        assertEquals(
                List.of("of version " + (2 * round + 1), "shared"),
                index().search(new Question(twin, "shared version", null, 10), EAST).stream()
                        .map(passage -> passage.chunk().text())
                        .sorted()
                        .toList());
    }

    private CleanDocument document(String name, int version) {
        var url = URI.create("https://example.org/" + name);
        var origin = Origin.ofPage(url, null);
        return new CleanDocument(
                new DocumentRef(twin, origin.documentId(twin)),
                new Version(
                        Sha256.of(name + version),
                        Instant.parse("2026-03-01T10:00:00Z").plusMillis(version)),
                origin,
                new Metadata("Title", Category.ARTICLE, null, null, null, null, url),
                "html",
                "");
    }

    private static EmbeddedChunk chunk(int position, String text, Embedding embedding) {
        return new EmbeddedChunk(new Chunk(position, 0, text.length(), text), embedding);
    }
}
