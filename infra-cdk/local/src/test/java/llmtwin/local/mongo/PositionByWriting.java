package llmtwin.local.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Records of a server that tells a position only together with a change, as the embedded one does: a record is written
/// and removed again for it.
record PositionByWriting(Records records, MongoCollection<BsonDocument> collection) implements Records {
    @Override
    public Optional<BsonDocument> position() {
        try (var cursor = collection.watch().cursor()) {
            var marker = new BsonDocument("_id", new BsonString("marker"));
            collection.insertOne(marker);
            collection.deleteOne(Filters.eq("_id", "marker"));
            cursor.next();
            return Optional.of(cursor.next().getResumeToken());
        }
    }

    @Override
    public List<BsonDocument> sample(int most) {
        return records.sample(most);
    }

    @Override
    public List<BsonValue> ids() {
        return records.ids();
    }

    @Override
    public List<BsonValue> idsFrom(BsonValue id, @Nullable String changedField, @Nullable BsonValue changedSince) {
        return records.idsFrom(id, changedField, changedSince);
    }

    @Override
    public void read(Collection<BsonValue> ids, Consumer<BsonDocument> taken) {
        records.read(ids, taken);
    }

    @Override
    public Changes changes(BsonDocument from) throws HistoryLost {
        return records.changes(from);
    }
}
