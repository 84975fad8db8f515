package llmtwin.local.mongo;

import java.util.regex.Pattern;
import llmtwin.core.Sha256;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/// How records are called among uploads: `mongodb/{database}/{collection}/{id}`. Each part is one segment of a path
/// without slashes and control characters, and two ids never have the same name.
final class RecordName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@+=,-][A-Za-z0-9._@+=, -]*");
    /// Texts that look like ids of another type.
    private static final Pattern TAKEN = Pattern.compile("[0-9a-f]{24}|-?[0-9]+|(?:uuid|sha)-.*|.*\\s");

    private static final int MAX_LENGTH = 120;
    private static final int SHOWN_DIGITS = 32;

    private RecordName() {}

    /// Starts the name of every record of the collection.
    static String prefix(String database, String collection) {
        return "mongodb/" + part(database) + "/" + part(collection) + "/";
    }

    static String of(String prefix, BsonValue id) {
        return prefix + id(id);
    }

    /// Every record that was stored has an id.
    static String of(String prefix, BsonDocument record) {
        return of(prefix, record.getOrDefault("_id", BsonNull.VALUE));
    }

    private static String id(BsonValue id) {
        return switch (id.getBsonType()) {
            case OBJECT_ID -> id.asObjectId().getValue().toHexString();
            case INT32, INT64 -> Long.toString(id.asNumber().longValue());
            case STRING -> text(id.asString());
            case BINARY -> isUuid(id.asBinary()) ? "uuid-" + id.asBinary().asUuid() : hash(id);
            default -> hash(id);
        };
    }

    private static String text(BsonString id) {
        return isPlain(id.getValue()) && !TAKEN.matcher(id.getValue()).matches() ? id.getValue() : hash(id);
    }

    private static boolean isUuid(BsonBinary binary) {
        return binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue() && binary.getData().length == 16;
    }

    private static String hash(BsonValue id) {
        return "sha-" + shortened(new BsonDocument("_id", id).toJson());
    }

    private static String part(String name) {
        return isPlain(name) ? name : "sha-" + shortened(name);
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAX_LENGTH && PLAIN.matcher(text).matches();
    }

    private static String shortened(String text) {
        return Sha256.of(text).hex().substring(0, SHOWN_DIGITS);
    }
}
