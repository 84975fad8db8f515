package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;

/// The space one named dense vector lives in.
record DenseSpace(int size, Distance distance) {
    /// Squared lengths this close to one are left alone, as Qdrant does.
    private static final float UNIT_TOLERANCE = 1e-6f;

    static DenseSpace of(VectorParams params) {
        if (params.getSize() < 1 || params.getSize() > LargeVectorCodec.MAX_DIMENSIONS) {
            throw Rpc.wrongInput("vector size " + Long.toUnsignedString(params.getSize()) + " is not in 1 to "
                    + LargeVectorCodec.MAX_DIMENSIONS);
        }
        if (params.hasMultivectorConfig()) {
            throw Rpc.unimplemented("a multivector");
        }
        return switch (params.getDistance()) {
            case Cosine, Dot, Euclid -> new DenseSpace((int) params.getSize(), params.getDistance());
            case Manhattan -> throw Rpc.unimplemented("Manhattan distance");
            case UnknownDistance, UNRECOGNIZED -> throw Rpc.wrongInput("a vector's distance is not given");
        };
    }

    /// The vector as it is stored and compared: of unit length for cosine, unchanged otherwise.
    float[] prepared(float[] vector) {
        float squared = VectorUtil.dotProduct(vector, vector);
        if (distance != Distance.Cosine || squared == 0 || Math.abs(squared - 1) < UNIT_TOLERANCE) {
            return vector;
        }
        var unit = new float[vector.length];
        var length = (float) Math.sqrt(squared);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }

    /// Qdrant's score of two prepared vectors: cosine, dot product, or Euclidean distance.
    float score(float[] a, float[] b) {
        return distance == Distance.Euclid
                ? (float) Math.sqrt(VectorUtil.squareDistance(a, b))
                : VectorUtil.dotProduct(a, b);
    }

    /// Whether the best score is the smallest.
    boolean smallerIsBetter() {
        return distance == Distance.Euclid;
    }

    VectorSimilarityFunction similarity() {
        return switch (distance) {
            case Cosine -> VectorSimilarityFunction.DOT_PRODUCT;
            case Euclid -> VectorSimilarityFunction.EUCLIDEAN;
            case Dot -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case Manhattan, UnknownDistance, UNRECOGNIZED ->
                throw new IllegalStateException("no space has distance " + distance);
        };
    }
}
