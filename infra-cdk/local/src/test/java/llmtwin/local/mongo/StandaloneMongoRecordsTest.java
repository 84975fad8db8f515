package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandaloneMongoRecordsTest extends RecordsContract {
    private final EmbeddedMongo mongo = EmbeddedMongo.standalone();
    private final MongoCollectionOfTests collection = new MongoCollectionOfTests(mongo.client());

    @AfterEach
    void stop() {
        mongo.close();
    }

    @Override
    Records records(BsonDocument where) {
        return collection.records(where);
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

    @Test
    void a_server_of_its_own_has_no_history() {
        put(record(1, "a"));

        assertEquals(Optional.empty(), records(new BsonDocument()).position());
    }
}
