package llmtwin.local.mongo;

import org.bson.BsonDocument;
import org.bson.BsonValue;

class InMemoryRecordsTest extends RecordsContract.WithHistory {
    private final InMemoryRecords records = new InMemoryRecords();

    @Override
    Records records(BsonDocument where) {
        return records.where(where);
    }

    @Override
    void put(BsonDocument record) {
        records.put(record);
    }

    @Override
    void delete(BsonValue id) {
        records.delete(id);
    }

    @Override
    void drop() {
        records.drop();
    }
}
