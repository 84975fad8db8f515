package llmtwin.local.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// The Lucene fields that filters read: every payload value is indexed, whether Qdrant would have an index on it or
/// not.
final class PayloadFields {
    /// One field for all paths: a field of its own for each would make every small segment dearer.
    private static final String TERMS = "payload";

    private static final byte[] NOTHING = {};

    /// Longer strings are indexed by their hash: Lucene's terms are bounded, and equality is all that is asked.
    private static final int MAX_VALUE_BYTES = 120;

    private PayloadFields() {}

    static void addTo(Document document, Map<String, Value> payload) {
        payload.forEach((key, value) -> add(document, PayloadPath.of(key).name(), value));
    }

    private static void add(Document document, String path, Value value) {
        switch (value.getKindCase()) {
            case STRING_VALUE -> {
                addTerm(document, keyword(path, value.getStringValue()));
                Moment.parse(value.getStringValue())
                        .ifPresent(micros -> document.add(new LongPoint(momentField(path), micros)));
            }
            case INTEGER_VALUE -> {
                addTerm(document, integer(path, value.getIntegerValue()));
                document.add(new DoublePoint(numberField(path), value.getIntegerValue()));
            }
            case BOOL_VALUE -> addTerm(document, bool(path, value.getBoolValue()));
            case DOUBLE_VALUE -> document.add(new DoublePoint(numberField(path), value.getDoubleValue()));
            case STRUCT_VALUE ->
                value.getStructValue().getFieldsMap().forEach((key, inner) -> add(document, path + "." + key, inner));
            case LIST_VALUE -> value.getListValue().getValuesList().forEach(inner -> add(document, path, inner));
            case NULL_VALUE, KIND_NOT_SET -> {
                addTerm(document, isNull(path));
                return;
            }
        }
        if (!value.hasListValue() || value.getListValue().getValuesCount() > 0) {
            addTerm(document, filled(path));
        }
    }

    private static void addTerm(Document document, Term term) {
        document.add(new StringField(term.field(), term.bytes(), Field.Store.NO));
    }

    static String numberField(String path) {
        return "number." + path;
    }

    static String momentField(String path) {
        return "moment." + path;
    }

    /// Present if the path leads to anything but null and an empty list.
    static Term filled(String path) {
        return term(path, 'f', NOTHING);
    }

    static Term isNull(String path) {
        return term(path, 'n', NOTHING);
    }

    static Term keyword(String path, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_VALUE_BYTES ? term(path, 's', bytes) : term(path, 'h', hash(bytes));
    }

    private static byte[] hash(byte[] bytes) {
        var hash = StringHelper.murmurhash3_x64_128(new BytesRef(bytes));
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hash[0])
                .putLong(hash[1])
                .array();
    }

    static Term integer(String path, long value) {
        return term(path, 'i', ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    static Term bool(String path, boolean value) {
        return term(path, 'b', new byte[] {(byte) (value ? 1 : 0)});
    }

    /// @param tag keeps kinds apart: a string from a number of the same bytes
    private static Term term(String path, char tag, byte[] value) {
        var place = path.getBytes(StandardCharsets.UTF_8);
        var term = ByteBuffer.allocate(place.length + 2 + value.length);
        term.put(place).put((byte) 0).put((byte) tag).put(value);
        return new Term(TERMS, new BytesRef(term.array()));
    }
}
