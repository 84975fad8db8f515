package llmtwin.local.qdrant;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;

/// A sparse vector: weights by index, in ascending unsigned order of index. Stored bit for bit, so scores are exact.
final class Sparse {
    private final int[] indices;
    private final float[] values;

    private Sparse(int[] indices, float[] values) {
        this.indices = indices;
        this.values = values;
    }

    static Sparse of(List<Integer> indices, List<Float> values) {
        if (indices.size() != values.size()) {
            throw Rpc.wrongInput("a sparse vector has " + indices.size() + " indices and " + values.size() + " values");
        }
        var order = IntStream.range(0, indices.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> Integer.toUnsignedLong(indices.get(i))))
                .toList();
        var sorted = new Sparse(new int[order.size()], new float[order.size()]);
        for (int to = 0; to < order.size(); to++) {
            sorted.indices[to] = indices.get(order.get(to));
            sorted.values[to] = Schema.finite(values.get(order.get(to)));
            if (to > 0 && sorted.indices[to] == sorted.indices[to - 1]) {
                throw Rpc.wrongInput(
                        "a sparse vector has index " + Integer.toUnsignedString(sorted.indices[to]) + " twice");
            }
        }
        return sorted;
    }

    static Sparse read(BytesRef bytes) {
        var buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        int size = bytes.length / (Integer.BYTES + Float.BYTES);
        var read = new Sparse(new int[size], new float[size]);
        buffer.asIntBuffer().get(read.indices);
        buffer.position(buffer.position() + size * Integer.BYTES)
                .asFloatBuffer()
                .get(read.values);
        return read;
    }

    BytesRef bytes() {
        var buffer = ByteBuffer.allocate(size() * (Integer.BYTES + Float.BYTES));
        buffer.asIntBuffer().put(indices);
        buffer.position(size() * Integer.BYTES).asFloatBuffer().put(values);
        return new BytesRef(buffer.array());
    }

    int size() {
        return indices.length;
    }

    int index(int position) {
        return indices[position];
    }

    float value(int position) {
        return values[position];
    }

    /// @param weights one per position
    Sparse times(float[] weights) {
        var scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * weights[i];
        }
        return new Sparse(indices, scaled);
    }

    float dot(Sparse other) {
        float sum = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < indices.length && theirs < other.indices.length) {
            int order = Integer.compareUnsigned(indices[mine], other.indices[theirs]);
            if (order == 0) {
                sum += values[mine++] * other.values[theirs++];
            } else if (order < 0) {
                mine++;
            } else {
                theirs++;
            }
        }
        return sum;
    }
}
