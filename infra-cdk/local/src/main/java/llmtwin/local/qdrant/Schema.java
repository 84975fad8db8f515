package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a collection accepts: its dense spaces, its sparse vectors and its payload indexes, by name.
///
/// @param dense the unnamed vector has the name ""
/// @param sparse whether the IDF modifier is on
record Schema(
        Map<String, DenseSpace> dense, Map<String, Boolean> sparse, Map<String, PayloadSchemaType> payloadIndexes) {
    Schema {
        dense = Map.copyOf(dense);
        sparse = Map.copyOf(sparse);
        payloadIndexes = Map.copyOf(payloadIndexes);
    }

    static Schema of(CollectionInfo info) {
        var params = info.getConfig().getParams();
        var sparse = new TreeMap<String, Boolean>();
        params.getSparseVectorsConfig()
                .getMapMap()
                .forEach((name, config) -> sparse.put(name, config.getModifier() == Modifier.Idf));
        var indexes = new TreeMap<String, PayloadSchemaType>();
        info.getPayloadSchemaMap().forEach((path, index) -> indexes.put(path, index.getDataType()));
        var dense = denseSpaces(params.getVectorsConfig());
        for (var name : sparse.keySet()) {
            if (dense.containsKey(name)) {
                throw Rpc.wrongInput("vector name `" + name + "` is both dense and sparse");
            }
        }
        return new Schema(dense, sparse, indexes);
    }

    private static Map<String, DenseSpace> denseSpaces(VectorsConfig config) {
        var spaces = new TreeMap<String, DenseSpace>();
        switch (config.getConfigCase()) {
            case PARAMS -> spaces.put("", DenseSpace.of(config.getParams()));
            case PARAMS_MAP ->
                config.getParamsMap().getMapMap().forEach((name, params) -> spaces.put(name, DenseSpace.of(params)));
            case CONFIG_NOT_SET -> {}
        }
        return spaces;
    }

    DenseSpace space(String name) {
        var space = dense.get(name);
        if (space == null) {
            throw sparse.containsKey(name)
                    ? Rpc.wrongInput("vector `" + name + "` is sparse, the given one is dense")
                    : noVector(name);
        }
        return space;
    }

    boolean hasIdf(String name) {
        var idf = sparse.get(name);
        if (idf == null) {
            throw dense.containsKey(name)
                    ? Rpc.wrongInput("vector `" + name + "` is dense, the given one is sparse")
                    : noVector(name);
        }
        return idf;
    }

    boolean hasTextIndex(String path) {
        return payloadIndexes.get(path) == PayloadSchemaType.Text;
    }

    private static RuntimeException noVector(String name) {
        return Rpc.wrongInput("Not existing vector name error: " + name);
    }

    /// The point as it is stored: every vector named, checked and prepared for its space.
    PointStruct accept(PointStruct point) {
        var key = PointKey.of(point.getId());
        var named = NamedVectors.newBuilder();
        given(point.getVectors()).forEach((name, vector) -> named.putVectors(name, accept(name, vector)));
        return point.toBuilder()
                .setId(key.id())
                .setVectors(Vectors.newBuilder().setVectors(named))
                .build();
    }

    private static Map<String, Vector> given(Vectors vectors) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> Map.of("", vectors.getVector());
            case VECTORS -> vectors.getVectors().getVectorsMap();
            case VECTORSOPTIONS_NOT_SET -> Map.of();
        };
    }

    private Vector accept(String name, Vector vector) {
        var sparseVector = sparseOf(vector);
        if (sparseVector != null) {
            hasIdf(name);
            Sparse.of(sparseVector.getIndicesList(), sparseVector.getValuesList());
            return Vector.newBuilder().setSparse(sparseVector).build();
        }
        var prepared = DenseVector.newBuilder();
        for (float value : prepared(name, denseOf(vector))) {
            prepared.addData(value);
        }
        return Vector.newBuilder().setDense(prepared).build();
    }

    /// A dense vector of the named space, checked and prepared.
    float[] prepared(String name, List<Float> values) {
        var space = space(name);
        if (values.size() != space.size()) {
            throw Rpc.wrongInput("Vector dimension error: expected dim: " + space.size() + ", got " + values.size());
        }
        var vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = finite(values.get(i));
        }
        return space.prepared(vector);
    }

    static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw Rpc.wrongInput("a vector holds " + value);
        }
        return value;
    }

    @SuppressWarnings("deprecation") // older clients fill only the flat fields
    private static @Nullable SparseVector sparseOf(Vector vector) {
        if (vector.hasSparse()) {
            return vector.getSparse();
        }
        return vector.hasIndices()
                ? SparseVector.newBuilder()
                        .addAllIndices(vector.getIndices().getDataList())
                        .addAllValues(vector.getDataList())
                        .build()
                : null;
    }

    @SuppressWarnings("deprecation") // older clients fill only the flat fields
    private static List<Float> denseOf(Vector vector) {
        return switch (vector.getVectorCase()) {
            case DENSE -> vector.getDense().getDataList();
            case VECTOR_NOT_SET -> vector.getDataList();
            case SPARSE -> throw new IllegalArgumentException("a sparse vector has no dense values");
            case MULTI_DENSE -> throw Rpc.unimplemented("a multivector");
            case DOCUMENT, IMAGE, OBJECT -> throw Rpc.unimplemented("inference");
        };
    }
}
