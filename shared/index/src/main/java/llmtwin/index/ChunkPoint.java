package llmtwin.index;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.VectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import llmtwin.core.Category;
import llmtwin.core.Chunk;
import llmtwin.core.CleanDocument;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.EmbeddedChunk;
import llmtwin.core.Embedding;
import llmtwin.core.Passage;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;

/// A chunk as a point of Qdrant, and back.
final class ChunkPoint {
    static final String TWIN = "twin";
    static final String DOCUMENT = "document";
    static final String VERSION = "version";
    static final String OBSERVED = "observed";
    static final String CATEGORY = "category";
    static final String PUBLISHED = "published";
    private static final String POSITION = "position";
    private static final String START = "start";
    private static final String END = "end";
    private static final String TITLE = "title";
    private static final String URL = "url";
    static final String TEXT = "text";

    private static final UUID NAMESPACE = UUID.fromString("5b0f3c0e-7f0a-5d0b-9a3e-2f6c1d8e4a57");

    private ChunkPoint() {}

    static PointStruct of(CleanDocument document, EmbeddedChunk embedded) {
        var vectors = NamedVectors.newBuilder()
                .putVectors(
                        ChunkCollection.DENSE,
                        VectorFactory.vector(embedded.embedding().values()));
        var terms = Bm25.passage(embedded.chunk().text());
        if (!terms.isEmpty()) {
            vectors.putVectors(
                    ChunkCollection.BM25,
                    VectorFactory.vector(new ArrayList<>(terms.values()), new ArrayList<>(terms.keySet())));
        }
        return PointStruct.newBuilder()
                .setId(pointId(document, embedded.chunk()))
                .setVectors(Vectors.newBuilder().setVectors(vectors))
                .putAllPayload(payload(document, embedded.chunk()))
                .build();
    }

    /// Names twin, document, version, position and text. With the version, two versions that are written at once
    /// never overwrite each other's points.
    private static PointId pointId(CleanDocument document, Chunk chunk) {
        var version = document.version();
        return id(NamedUuid.of(
                NAMESPACE,
                document.ref() + "\n" + version.content() + "\n" + version.observed() + "\n" + chunk.position() + "\n"
                        + chunk.text()));
    }

    private static Map<String, Value> payload(CleanDocument document, Chunk chunk) {
        var metadata = document.metadata();
        var payload = new HashMap<String, Value>();
        payload.put(TWIN, value(document.ref().twin().value()));
        payload.put(DOCUMENT, value(document.ref().id().value()));
        payload.put(VERSION, value(document.version().content().hex()));
        payload.put(OBSERVED, value(document.version().observed().toEpochMilli()));
        payload.put(CATEGORY, value(metadata.category().label()));
        payload.put(POSITION, value(chunk.position()));
        payload.put(START, value(chunk.start()));
        payload.put(END, value(chunk.end()));
        payload.put(TITLE, value(metadata.title()));
        payload.put(TEXT, value(chunk.text()));
        var published = metadata.published();
        if (published != null) {
            payload.put(PUBLISHED, value(published.toString()));
        }
        var url = metadata.url();
        if (url != null) {
            payload.put(URL, value(url.toString()));
        }
        return payload;
    }

    static Passage passage(ScoredPoint point) {
        var payload = point.getPayloadMap();
        return new Passage(
                new DocumentRef(new TwinId(text(payload, TWIN)), new DocumentId(text(payload, DOCUMENT))),
                new Sha256(text(payload, VERSION)),
                new Chunk(number(payload, POSITION), number(payload, START), number(payload, END), text(payload, TEXT)),
                text(payload, TITLE),
                payload.containsKey(URL) ? URI.create(text(payload, URL)) : null,
                Category.ofLabel(text(payload, CATEGORY)),
                payload.containsKey(PUBLISHED) ? Instant.parse(text(payload, PUBLISHED)) : null,
                point.getScore());
    }

    static String text(RetrievedPoint point) {
        return text(point.getPayloadMap(), TEXT);
    }

    /// Empty if its dense vector was not asked for.
    static Optional<Embedding> embedding(RetrievedPoint point) {
        var vector = point.getVectors().getVectors().getVectorsMap().get(ChunkCollection.DENSE);
        return vector == null ? Optional.empty() : Optional.of(Embedding.normalised(values(vector)));
    }

    /// Servers before 1.16 put them where newer ones put nothing.
    @SuppressWarnings("deprecation")
    private static float[] values(VectorOutput vector) {
        var list = vector.hasDense() ? vector.getDense().getDataList() : vector.getDataList();
        var values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }

    private static String text(Map<String, Value> payload, String field) {
        return field(payload, field).getStringValue();
    }

    private static int number(Map<String, Value> payload, String field) {
        return Math.toIntExact(field(payload, field).getIntegerValue());
    }

    private static Value field(Map<String, Value> payload, String field) {
        var value = payload.get(field);
        if (value == null) {
            throw new IllegalStateException("a point without " + field + " is no chunk");
        }
        return value;
    }
}
