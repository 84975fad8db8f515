package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import llmtwin.local.mongo.Records.HistoryLost;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/// What every collection of records does, with a history of changes or without.
abstract class RecordsContract {
    private static final BsonDocument ALL = new BsonDocument();

    /// The records of a collection that is empty at first, as far as the filter lets them through.
    abstract Records records(BsonDocument where);

    /// Writes a record, also in place of one with its id.
    abstract void put(BsonDocument record);

    abstract void delete(BsonValue id);

    /// Makes an end of the collection itself.
    abstract void drop();

    static BsonDocument record(int id, String text) {
        return BsonDocument.parse("{\"_id\": " + id + ", \"text\": \"" + text + "\"}");
    }

    private static List<Integer> numbers(List<BsonValue> ids) {
        return ids.stream().map(id -> id.asInt32().getValue()).toList();
    }

    private static Set<String> texts(Records records, Integer... ids) {
        var found = new ArrayList<BsonDocument>();
        records.read(
                List.of(ids).stream().map(id -> (BsonValue) new BsonInt32(id)).toList(), found::add);
        return found.stream().map(record -> record.getString("text").getValue()).collect(Collectors.toSet());
    }

    @Test
    void ids_come_in_ascending_order_and_records_by_their_ids() {
        put(record(3, "c"));
        put(record(1, "a"));
        put(record(2, "b"));

        var records = records(ALL);

        assertEquals(List.of(1, 2, 3), numbers(records.ids()));
        assertEquals(Set.of("a", "c"), texts(records, 1, 3, 7));
        assertEquals(2, records.sample(2).size());
    }

    @Test
    void records_that_are_not_asked_for_are_not_there() {
        put(record(1, "a"));
        put(record(2, "b"));

        var records = records(BsonDocument.parse("{\"text\": \"b\"}"));

        assertEquals(List.of(2), numbers(records.ids()));
        assertEquals(Set.of("b"), texts(records, 1, 2));
        assertEquals("b", records.sample(5).getFirst().getString("text").getValue());
    }

    @Test
    void new_and_changed_records_are_found_by_id_and_field() {
        put(record(1, "a").append("changed", new BsonInt32(9)));
        put(record(2, "b").append("changed", new BsonInt32(1)));
        put(record(3, "c").append("changed", new BsonInt32(1)));

        var records = records(ALL);

        assertEquals(List.of(2, 3), numbers(records.idsFrom(new BsonInt32(2), null, null)));
        assertEquals(List.of(1, 3), numbers(records.idsFrom(new BsonInt32(3), "changed", new BsonInt32(5))));
    }

    /// The same with a history of changes.
    abstract static class WithHistory extends RecordsContract {
        private List<Integer> next(Records.Changes changes) throws HistoryLost {
            for (int i = 0; i < 50; i++) {
                var batch = changes.next();
                if (!batch.ids().isEmpty()) {
                    return numbers(batch.ids());
                }
            }
            return List.of();
        }

        @Test
        void every_kind_of_change_after_a_position_is_told_once_by_its_id() throws Exception {
            put(record(1, "a"));
            put(record(2, "b"));
            var records = records(ALL);
            var position = records.position().orElseThrow();

            put(record(3, "c"));
            put(record(1, "A"));
            put(record(1, "AA"));
            delete(new BsonInt32(2));

            try (var changes = records.changes(position)) {
                assertEquals(List.of(3, 1, 2), next(changes));
            }
        }

        @Test
        void the_position_after_some_changes_leads_to_those_after_them() throws Exception {
            var records = records(ALL);
            put(record(1, "a"));
            var first = records.position().orElseThrow();
            put(record(2, "b"));
            Records.Batch batch;
            try (var changes = records.changes(first)) {
                batch = changes.next();
                assertEquals(List.of(2), numbers(batch.ids()));
                put(record(3, "c"));
                assertEquals(List.of(3), next(changes), "while it is open");
            }

            try (var changes = records.changes(batch.position())) {
                assertEquals(List.of(3), next(changes), "and after it was closed");
            }
        }

        @Test
        void changes_of_another_collection_are_not_told() throws Exception {
            var records = records(ALL);
            put(record(1, "a"));
            var position = records.position().orElseThrow();

            try (var changes = records.changes(position)) {
                assertTrue(changes.next().ids().isEmpty());
            }
        }

        @Test
        void a_collection_that_is_dropped_has_lost_its_history() throws Exception {
            put(record(1, "a"));
            var records = records(ALL);
            var position = records.position().orElseThrow();

            drop();

            assertThrows(HistoryLost.class, () -> {
                try (var changes = records.changes(position)) {
                    next(changes);
                }
            });
        }
    }
}
