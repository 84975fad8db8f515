package llmtwin.local.mongo;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;

class EmbeddedMongoRecordsTest extends RecordsContract.WithHistory {
    private final EmbeddedMongo mongo = EmbeddedMongo.withHistory();
    private final MongoCollectionOfTests collection = new MongoCollectionOfTests(mongo.client());

    @AfterEach
    void stop() {
        mongo.close();
    }

    @Override
    Records records(BsonDocument where) {
        return collection.recordsWithPosition(where);
    }

    @Override
    void put(BsonDocument record) {
        collection.put(record);
    }

    @Override
    void delete(BsonValue id) {
        collection.delete(id);
    }

    @Override
    void drop() {
        collection.drop();
    }
}
