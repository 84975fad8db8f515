package llmtwin.local.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The contract, held against a real MongoDB, which has to be a replica set. Its collections are dropped again.
@EnabledIfEnvironmentVariable(
        named = "TWIN_TEST_MONGODB",
        matches = "mongodb.*",
        disabledReason = "set TWIN_TEST_MONGODB=mongodb://host to hold a real MongoDB (a replica set) to the contract")
class RealMongoRecordsTest extends RecordsContract.WithHistory {
    private final MongoClient client = MongoClients.create(String.valueOf(System.getenv("TWIN_TEST_MONGODB")));
    private final MongoCollectionOfTests collection = new MongoCollectionOfTests(client);

    @AfterEach
    void stop() {
        collection.drop();
        client.close();
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
}
