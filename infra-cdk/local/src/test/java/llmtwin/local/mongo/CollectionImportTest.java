package llmtwin.local.mongo;

import static llmtwin.local.mongo.RecordsContract.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectionImportTest {
    private static final String PREFIX = RecordName.prefix("blog", "notes");
    private static final Map<String, String> TEXT = Map.of("body", "text");

    private final InMemoryRecords records = new InMemoryRecords();
    private final InMemoryTwin twin = new InMemoryTwin();
    private final List<String> said = new ArrayList<>();
    private @Nullable ImportState saved;
    private ImportSettings settings = new ImportSettings(TEXT, null, null, null, null);

    private final CollectionImport.Listener listener = new CollectionImport.Listener() {
        @Override
        public void say(String text) {
            said.add(text);
        }

        @Override
        public void progress(int done, int all) {}

        @Override
        public void save(ImportState state) {
            saved = state;
        }
    };

    private CollectionImport open() {
        var before = saved;
        return new CollectionImport(
                records,
                settings.mapping(Map.of()),
                twin,
                PREFIX,
                before == null ? new ImportState("mongodb://h/blog", "notes", settings, null, null, 0) : before,
                before == null,
                listener);
    }

    /// Runs the command once more.
    private Outcome run() {
        try (var one = open()) {
            one.run();
            return one.outcome();
        }
    }

    private void put(int id, String text) {
        records.put(record(id, text));
    }

    private Set<String> texts() {
        return twin.names().stream().map(name -> twin.piece(name).body()).collect(Collectors.toSet());
    }

    @Test
    void every_record_becomes_an_upload_named_by_its_id() {
        put(1, "a");
        put(2, "b");

        var outcome = run();

        assertEquals(Set.of("mongodb/blog/notes/1.piece", "mongodb/blog/notes/2.piece"), twin.names());
        assertEquals(2, outcome.uploaded());
    }

    @Test
    void the_second_run_reads_only_what_changed_since() {
        put(1, "a");
        put(2, "b");
        put(3, "c");
        run();
        put(4, "d");
        put(1, "A");
        records.delete(new BsonInt32(2));

        var outcome = run();

        assertEquals(Set.of("A", "c", "d"), texts());
        assertEquals(3, outcome.read());
        assertEquals(2, outcome.uploaded());
        assertEquals(1, outcome.removed());
    }

    @Test
    void what_is_written_while_everything_is_read_comes_with_the_next_run() {
        put(1, "a");
        records.whileReading(() -> put(2, "b"));
        run();
        assertEquals(Set.of("a"), texts());
        records.whileReading(() -> {});

        run();

        assertEquals(Set.of("a", "b"), texts());
    }

    @Test
    void a_run_without_changes_sends_nothing() {
        put(1, "a");
        run();

        var outcome = run();

        assertEquals(0, outcome.read());
        assertEquals(1, twin.writes());
    }

    @Test
    void a_change_that_leaves_the_text_as_it_was_sends_nothing() {
        put(1, "a");
        run();
        records.put(record(1, "a").append("likes", new BsonInt32(7)));

        assertEquals(1, run().unchanged());
        assertEquals(1, twin.writes());
    }

    @Test
    void a_lost_history_is_said_and_everything_is_looked_at_again() {
        put(1, "a");
        put(2, "b");
        run();
        put(3, "c");
        records.delete(new BsonInt32(1));
        records.forgetHistory();

        var outcome = run();

        assertTrue(said.getFirst().contains("it was long ago"), said.toString());
        assertEquals(Set.of("b", "c"), texts());
        assertEquals(1, outcome.uploaded());
        put(4, "d");
        assertEquals(1, run().read(), "and the history is followed from there");
    }

    @Test
    void an_interrupted_first_run_is_repeated_and_sends_only_what_is_missing() {
        for (int id = 1; id <= 250; id++) {
            put(id, "text " + id);
        }
        records.whileReading(() -> twin.go(false));
        try (var one = new Sync(records, settings.mapping(Map.of()), twin, PREFIX, null, new Outcome())) {
            one.take(records.ids().subList(0, 100), (_, _) -> {});
        }
        twin.go(true);
        records.whileReading(() -> {});
        assertThrows(IllegalStateException.class, this::run);
        assertNull(saved, "no position before everything is there");
        twin.go(false);

        var outcome = run();

        assertEquals(150, outcome.uploaded());
        assertEquals(250, texts().size());
        assertNotNull(saved);
    }

    @Test
    void a_change_that_could_not_be_sent_is_sent_by_the_next_run() {
        put(1, "a");
        run();
        put(1, "A");
        twin.go(true);
        assertThrows(IllegalStateException.class, this::run);
        twin.go(false);

        run();

        assertEquals(Set.of("A"), texts());
    }

    @Test
    void without_history_growing_ids_tell_what_is_new() {
        records.withoutHistory();
        put(1, "a");
        put(2, "b");
        run();
        put(1, "A");
        put(3, "c");

        var outcome = run();

        assertEquals(2, outcome.read(), "the highest one is looked at again");
        assertEquals(Set.of("a", "b", "c"), texts());
    }

    @Test
    void without_history_a_field_may_tell_what_changed() {
        records.withoutHistory();
        settings = new ImportSettings(TEXT, null, null, null, "changed");
        records.put(record(1, "a").append("changed", new BsonInt32(10)));
        records.put(record(2, "b").append("changed", new BsonInt32(20)));
        records.put(record(3, "c").append("changed", new BsonInt32(5)));
        run();
        records.put(record(1, "A").append("changed", new BsonInt32(30)));

        run();
        assertEquals(Set.of("A", "b", "c"), texts());
        records.put(record(2, "B").append("changed", new BsonInt32(31)));
        var outcome = run();

        assertEquals(Set.of("A", "B", "c"), texts());
        assertEquals(3, outcome.read(), "the latest known, the new one, and the highest id");
    }

    @Test
    void what_is_gone_is_removed_when_everything_is_looked_at() {
        records.withoutHistory();
        put(1, "a");
        put(2, "b");
        put(3, "c");
        run();
        records.delete(new BsonInt32(2));
        saved = null;

        run();

        assertEquals(Set.of("a", "c"), texts());
    }

    @Test
    void if_more_than_half_are_gone_nothing_is_removed() {
        put(1, "a");
        put(2, "b");
        put(3, "c");
        run();
        records.drop();
        put(1, "a");

        run();

        assertEquals(Set.of("a", "b", "c"), texts());
        assertTrue(said.getLast().contains("2 records"), said.toString());
    }

    @Test
    void with_a_filter_what_is_not_asked_for_stays() {
        put(1, "a");
        put(2, "b");
        put(3, "c");
        run();
        saved = null;
        var filter = "{\"text\": \"a\"}";
        settings = new ImportSettings(TEXT, null, null, filter, null);
        records.where(BsonDocument.parse(filter));

        run();

        assertEquals(Set.of("a", "b", "c"), texts());
    }

    @Test
    void a_change_to_something_that_is_not_asked_for_removes_it() {
        var filter = "{\"status\": \"published\"}";
        settings = new ImportSettings(TEXT, null, null, filter, null);
        records.where(BsonDocument.parse(filter));
        records.put(BsonDocument.parse("{\"_id\": 1, \"text\": \"a\", \"status\": \"published\"}"));
        records.put(BsonDocument.parse("{\"_id\": 2, \"text\": \"b\", \"status\": \"draft\"}"));
        run();
        assertEquals(Set.of("a"), texts());
        records.put(BsonDocument.parse("{\"_id\": 1, \"text\": \"a\", \"status\": \"draft\"}"));
        records.put(BsonDocument.parse("{\"_id\": 2, \"text\": \"b\", \"status\": \"published\"}"));

        run();

        assertEquals(Set.of("b"), texts());
    }

    @Test
    void a_twin_that_has_nothing_any_more_gets_everything_again() {
        put(1, "a");
        run();
        twin.clear();

        run();

        assertEquals(Set.of("a"), texts());
        assertTrue(said.getFirst().contains("nothing of this collection"), said.toString());
    }

    @Test
    void a_record_without_text_is_skipped_with_its_reason_and_leaves_nothing_behind() {
        put(1, "a");
        run();
        records.put(BsonDocument.parse("{\"_id\": 1, \"text\": 7}"));

        var outcome = run();

        assertEquals(Map.of("it has no text: its field 'text' is a number", 1), outcome.reasons());
        assertEquals(Set.of(), twin.names());
    }

    @Test
    void what_the_twin_does_not_take_is_skipped_with_its_reason() {
        put(1, "a");
        put(2, "b".repeat(2_000));
        twin.takeAtMost(1_000);

        var outcome = run();

        assertEquals(Map.of("too large", 1), outcome.reasons());
        assertEquals(Set.of("a"), texts());
    }

    @Test
    void following_brings_one_change_after_the_other() {
        put(1, "a");
        try (var one = open()) {
            one.run();
            put(2, "b");
            one.step();
            records.delete(new BsonInt32(1));
            records.delete(new BsonInt32(2));
            one.step();
            one.step();

            assertEquals(Set.of(), twin.names());
            assertTrue(one.hasHistory());
        }
        assertEquals(List.of(), said);
    }
}
