package llmtwin.local.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// A collection in a map, with numbers as ids and equality as its only filter. Its history is a list of ids.
final class InMemoryRecords implements Records {
    private static final BsonInt32 DROPPED = new BsonInt32(-1);

    private final SortedMap<Integer, BsonDocument> records = new TreeMap<>();
    private final List<BsonValue> history = new ArrayList<>();
    private BsonDocument where = new BsonDocument();
    private boolean historic = true;
    private int forgotten;
    /// Called when all ids are asked for, as somebody who writes meanwhile.
    private Runnable meanwhile = () -> {};

    void put(BsonDocument record) {
        records.put(record.getInt32("_id").getValue(), record);
        history.add(record.get("_id"));
    }

    void delete(BsonValue id) {
        records.remove(id.asInt32().getValue());
        history.add(id);
    }

    void drop() {
        records.clear();
        history.add(DROPPED);
    }

    InMemoryRecords where(BsonDocument filter) {
        where = filter;
        return this;
    }

    InMemoryRecords withoutHistory() {
        historic = false;
        return this;
    }

    /// As a server whose history has grown too long.
    void forgetHistory() {
        forgotten = history.size();
    }

    void whileReading(Runnable somebody) {
        meanwhile = somebody;
    }

    private boolean isAskedFor(BsonDocument record) {
        return where.entrySet().stream().allMatch(wanted -> wanted.getValue().equals(record.get(wanted.getKey())));
    }

    private List<BsonDocument> asked() {
        return records.values().stream().filter(this::isAskedFor).toList();
    }

    @Override
    public List<BsonDocument> sample(int most) {
        return asked().stream().limit(most).toList();
    }

    @Override
    public List<BsonValue> ids() {
        var ids = asked().stream()
                .map(record -> (BsonValue) record.getInt32("_id"))
                .toList();
        meanwhile.run();
        return ids;
    }

    @Override
    public List<BsonValue> idsFrom(BsonValue id, @Nullable String changedField, @Nullable BsonValue changedSince) {
        return asked().stream()
                .filter(record ->
                        record.getInt32("_id").getValue() >= id.asInt32().getValue()
                                || (changedField != null
                                        && changedSince != null
                                        && record.getInt32(changedField).getValue()
                                                >= changedSince.asInt32().getValue()))
                .map(record -> (BsonValue) record.getInt32("_id"))
                .toList();
    }

    @Override
    public void read(Collection<BsonValue> ids, Consumer<BsonDocument> taken) {
        asked().stream().filter(record -> ids.contains(record.get("_id"))).forEach(taken);
    }

    @Override
    public Optional<BsonDocument> position() {
        return historic ? Optional.of(at(history.size())) : Optional.empty();
    }

    private static BsonDocument at(int position) {
        return new BsonDocument("at", new BsonInt32(position));
    }

    @Override
    public Changes changes(BsonDocument from) throws HistoryLost {
        if (from.getInt32("at").getValue() < forgotten) {
            throw new HistoryLost("it was long ago");
        }
        return new Changes() {
            private int position = from.getInt32("at").getValue();

            @Override
            public Batch next() throws HistoryLost {
                var ids = new LinkedHashSet<>(
                        history.subList(position, history.size()).reversed());
                if (ids.contains(DROPPED)) {
                    throw new HistoryLost("it was dropped");
                }
                position = history.size();
                return new Batch(List.copyOf(ids).reversed(), at(position));
            }

            @Override
            public void close() {}
        };
    }
}
