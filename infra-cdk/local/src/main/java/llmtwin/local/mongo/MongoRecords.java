package llmtwin.local.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Records in a MongoDB.
final class MongoRecords implements Records {
    private static final long WAIT_MS = 500;
    /// Each record may have 16 MB.
    private static final long MAX_SAMPLE_BYTES = 16L << 20;

    private final MongoCollection<RawBsonDocument> collection;
    private final Bson where;

    /// @param where which records are asked for; empty for all
    MongoRecords(MongoCollection<?> collection, BsonDocument where) {
        this.collection = collection.withDocumentClass(RawBsonDocument.class);
        this.where = where;
    }

    @Override
    public List<BsonDocument> sample(int most) {
        var sample = new ArrayList<BsonDocument>();
        long bytes = 0;
        try (var records = collection.find(where).limit(most).batchSize(2).iterator()) {
            while (bytes < MAX_SAMPLE_BYTES && records.hasNext()) {
                var record = records.next();
                bytes += record.getByteBuffer().remaining();
                sample.add(record);
            }
        }
        return sample;
    }

    @Override
    public List<BsonValue> ids() {
        return ids(where);
    }

    @Override
    public List<BsonValue> idsFrom(BsonValue id, @Nullable String changedField, @Nullable BsonValue changedSince) {
        var isNew = Filters.gte("_id", id);
        return ids(Filters.and(
                where,
                changedField == null || changedSince == null
                        ? isNew
                        : Filters.or(isNew, Filters.gte(changedField, changedSince))));
    }

    /// All ids are taken at once: a cursor that lives as long as the uploads take would be closed by the server.
    private List<BsonValue> ids(Bson filter) {
        var ids = new ArrayList<BsonValue>();
        collection
                .find(filter)
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .batchSize(10_000)
                .forEach(record -> ids.add(record.get("_id")));
        return ids;
    }

    @Override
    public void read(Collection<BsonValue> ids, Consumer<BsonDocument> taken) {
        collection.find(Filters.and(Filters.in("_id", ids), where)).forEach(taken);
    }

    @Override
    public Optional<BsonDocument> position() {
        try (var cursor =
                collection.watch().maxAwaitTime(1, TimeUnit.MILLISECONDS).cursor()) {
            cursor.tryNext();
            return Optional.ofNullable(cursor.getResumeToken());
        } catch (MongoCommandException _) {
            // No replica set, no right to it, or one of the servers that only speak as MongoDB does: each has a code of
            // its own for it.
            return Optional.empty();
        }
    }

    @Override
    public Changes changes(BsonDocument from) throws HistoryLost {
        try {
            return new MongoChanges(
                    collection
                            .watch(List.of(Aggregates.project(Projections.include("operationType", "documentKey"))))
                            .resumeAfter(from)
                            .maxAwaitTime(WAIT_MS, TimeUnit.MILLISECONDS)
                            .cursor(),
                    from);
        } catch (MongoException e) {
            throw MongoChanges.lost(e);
        }
    }
}
