package llmtwin.local.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// How the contract writes into a MongoDB.
final class MongoCollectionOfTests {
    private final MongoCollection<BsonDocument> collection;

    MongoCollectionOfTests(MongoClient client) {
        collection =
                client.getDatabase("llm_twin_test").getCollection("records_" + UUID.randomUUID(), BsonDocument.class);
    }

    Records records(BsonDocument where) {
        return new MongoRecords(collection, where);
    }

    /// Of a server that tells a position only with a change.
    Records recordsWithPosition(BsonDocument where) {
        return new PositionByWriting(records(where), collection);
    }

    void put(BsonDocument record) {
        collection.replaceOne(Filters.eq("_id", record.get("_id")), record, new ReplaceOptions().upsert(true));
    }

    void delete(BsonValue id) {
        collection.deleteOne(Filters.eq("_id", id));
    }

    void drop() {
        collection.drop();
    }
}
