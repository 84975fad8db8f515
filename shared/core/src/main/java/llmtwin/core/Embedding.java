package llmtwin.core;

import java.util.Arrays;

/// A text as a point in the embedder's space, of Euclidean length 1.
public final class Embedding {
    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /// Scales the values to length 1; a zero vector stays zero.
    public static Embedding normalised(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        var scaled = values.clone();
        if (squares > 0) {
            double length = Math.sqrt(squares);
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (float) (scaled[i] / length);
            }
        }
        return new Embedding(scaled);
    }

    public int dimensions() {
        return values.length;
    }

    /// A copy.
    public float[] values() {
        return values.clone();
    }

    /// @return in [-1, 1]; 0 if either is the zero vector
    /// @throws IllegalArgumentException if the dimensions differ
    public double cosine(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException(
                    "embeddings of " + values.length + " and " + other.values.length + " dimensions");
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding embedding && Arrays.equals(values, embedding.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
