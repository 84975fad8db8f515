package llmtwin.local.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.OperationType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import llmtwin.local.mongo.Records.Batch;
import llmtwin.local.mongo.Records.HistoryLost;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// A change stream.
final class MongoChanges implements Records.Changes {
    /// `ChangeStreamFatalError`, `ChangeStreamHistoryLost`, `InvalidResumeToken`, and an event larger than a document.
    private static final Set<Integer> LOST = Set.of(280, 286, 260, 10334);

    private static final Set<OperationType> ENDS =
            Set.of(OperationType.DROP, OperationType.DROP_DATABASE, OperationType.RENAME, OperationType.INVALIDATE);
    private static final int MOST = 100;

    private final MongoChangeStreamCursor<ChangeStreamDocument<RawBsonDocument>> cursor;
    private BsonDocument position;

    MongoChanges(MongoChangeStreamCursor<ChangeStreamDocument<RawBsonDocument>> cursor, BsonDocument position) {
        this.cursor = cursor;
        this.position = position;
    }

    @Override
    public Batch next() throws HistoryLost {
        var ids = new LinkedHashSet<BsonValue>();
        try {
            for (var change = cursor.tryNext(); change != null; change = cursor.tryNext()) {
                if (ENDS.contains(change.getOperationType())) {
                    throw new HistoryLost("the collection was dropped or renamed");
                }
                position = change.getResumeToken();
                var key = change.getDocumentKey();
                if (key != null) {
                    ids.addLast(key.get("_id"));
                }
                if (ids.size() == MOST) {
                    return new Batch(List.copyOf(ids), position);
                }
            }
            // After the last change the server says how far it has looked.
            position = Objects.requireNonNullElse(cursor.getResumeToken(), position);
            return new Batch(List.copyOf(ids), position);
        } catch (MongoException e) {
            throw lost(e);
        }
    }

    /// @return the lost history that this means
    /// @throws MongoException if it means something else
    static HistoryLost lost(MongoException e) {
        if (LOST.contains(e.getCode())) {
            return new HistoryLost("the database does not remember the changes since the last import any more");
        }
        throw e;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
