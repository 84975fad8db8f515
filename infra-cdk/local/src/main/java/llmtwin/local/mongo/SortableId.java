package llmtwin.local.mongo;

import java.util.List;
import java.util.Optional;
import org.bson.BsonObjectId;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Ids that grow, so that the highest one tells which records are new.
final class SortableId {
    /// The clocks of the programs that make ObjectIds differ, and within a second their order is arbitrary.
    private static final int OVERLAP_SECONDS = 300;

    private SortableId() {}

    /// The highest id, if all are of one kind that grows.
    ///
    /// @param ids ascending
    static Optional<BsonValue> highest(List<BsonValue> ids) {
        if (ids.isEmpty() || !grows(ids.getLast()) || kind(ids.getFirst()) != kind(ids.getLast())) {
            return Optional.empty();
        }
        return Optional.of(ids.getLast());
    }

    private static boolean grows(BsonValue id) {
        return switch (id.getBsonType()) {
            case OBJECT_ID, INT32, INT64, DOUBLE, DATE_TIME -> true;
            default -> false;
        };
    }

    /// Ids ascend by kind first, so all between two of a kind are of that kind.
    private static BsonType kind(BsonValue id) {
        return id.isNumber() ? BsonType.DOUBLE : id.getBsonType();
    }

    /// Where to look for new records from: a little before the highest one known.
    static BsonValue before(BsonValue highest) {
        if (!highest.isObjectId()) {
            return highest;
        }
        var known = highest.asObjectId().getValue();
        return new BsonObjectId(new ObjectId(Math.max(0, known.getTimestamp() - OVERLAP_SECONDS), 0));
    }

    /// The later of two ids or moments of one kind; the one known if they cannot be compared.
    static BsonValue later(@Nullable BsonValue known, BsonValue seen) {
        if (known == null) {
            return seen;
        }
        if (kind(known) != kind(seen)) {
            return known;
        }
        return compare(known, seen) < 0 ? seen : known;
    }

    private static int compare(BsonValue one, BsonValue other) {
        return switch (kind(one)) {
            case OBJECT_ID -> one.asObjectId().compareTo(other.asObjectId());
            case DATE_TIME -> one.asDateTime().compareTo(other.asDateTime());
            case STRING -> one.asString().compareTo(other.asString());
            case TIMESTAMP -> one.asTimestamp().compareTo(other.asTimestamp());
            case DOUBLE ->
                one.isDouble() || other.isDouble()
                        ? Double.compare(
                                one.asNumber().doubleValue(), other.asNumber().doubleValue())
                        : Long.compare(
                                one.asNumber().longValue(), other.asNumber().longValue());
            default -> 0;
        };
    }
}
