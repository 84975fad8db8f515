package llmtwin.local.mongo;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// How far a collection was read.
///
/// @param address of the database, without anything secret; for people who look into the file
/// @param settings by which it was read
/// @param position where the history of changes stood before everything was read, or after the changes read since, as
///     JSON; null if the database keeps none
/// @param last the highest id read and, as `changed`, the latest change, as JSON; null if ids do not tell what is new
/// @param documents how many the twin had of it then
public record ImportState(
        String address,
        String collection,
        ImportSettings settings,
        @Nullable String position,
        @Nullable String last,
        int documents) {
    ImportState at(BsonDocument newPosition) {
        return new ImportState(address, collection, settings, newPosition.toJson(), last, documents);
    }

    ImportState upTo(@Nullable BsonDocument newLast) {
        return new ImportState(
                address, collection, settings, position, newLast == null ? null : newLast.toJson(), documents);
    }

    ImportState having(int newDocuments) {
        return new ImportState(address, collection, settings, position, last, newDocuments);
    }

    @Nullable
    BsonDocument positionRead() {
        return position == null ? null : BsonDocument.parse(position);
    }

    @Nullable
    BsonValue lastId() {
        return last == null ? null : BsonDocument.parse(last).get("_id");
    }

    @Nullable
    BsonValue lastChanged() {
        return last == null ? null : BsonDocument.parse(last).get("changed");
    }
}
