package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;

/// A point's id as the index holds it: a tag and the id's bytes, so that byte order is id order.
/// Numbers come before UUIDs, both by unsigned value.
record PointKey(BytesRef bytes) implements Comparable<PointKey> {
    private static final byte NUMBER = 'n';
    private static final byte UNIQUE = 'u';
    private static final Pattern PLAIN_UUID = Pattern.compile("(?:urn:uuid:)?"
            + "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})");

    static PointKey of(PointId id) {
        return new PointKey(new BytesRef(
                switch (id.getPointIdOptionsCase()) {
                    case NUM ->
                        ByteBuffer.allocate(9).put(NUMBER).putLong(id.getNum()).array();
                    case UUID -> bytes(uuid(id.getUuid()));
                    case POINTIDOPTIONS_NOT_SET -> throw Rpc.wrongInput("a point has no id");
                }));
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(17)
                .put(UNIQUE)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(String text) {
        var parts = PLAIN_UUID.matcher(text);
        if (!parts.matches()) {
            throw Rpc.wrongInput("Unable to parse UUID: " + text);
        }
        return UUID.fromString(parts.replaceFirst("$1-$2-$3-$4-$5"));
    }

    PointId id() {
        var buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return buffer.get() == NUMBER
                ? PointId.newBuilder().setNum(buffer.getLong()).build()
                : PointId.newBuilder()
                        .setUuid(new UUID(buffer.getLong(), buffer.getLong()).toString())
                        .build();
    }

    @Override
    public int compareTo(PointKey other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        var id = id();
        return id.hasNum() ? Long.toUnsignedString(id.getNum()) : id.getUuid();
    }
}
