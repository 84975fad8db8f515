package llmtwin.core;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A sketch of a text from which the likeness of two texts is estimated: for each of 64 permutations of all runs of
/// five words, the smallest of those that the text has.
///
/// @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder 1997, On the resemblance and containment of
///     documents</a>
public final class MinHash {
    /// How many permutations there are.
    public static final int SIZE = 64;

    private static final int SHINGLE = 5;
    private static final int BANDS = 8;
    private static final int ROWS = SIZE / BANDS;
    /// Never to be changed: sketches are kept.
    private static final long[] SEEDS = new SplittableRandom(1997).longs(SIZE).toArray();

    private final int[] minima;

    private MinHash(int[] minima) {
        this.minima = minima;
    }

    /// @param words of the text, in order; fewer than five are one run
    static MinHash of(List<String> words) {
        var minima = new int[SIZE];
        Arrays.fill(minima, Integer.MAX_VALUE);
        var run = new ArrayDeque<Long>(SHINGLE);
        for (var word : words) {
            if (run.size() == SHINGLE) {
                run.removeFirst();
            }
            run.addLast(hash(word));
            if (run.size() == SHINGLE) {
                add(run, minima);
            }
        }
        if (words.size() < SHINGLE) {
            add(run, minima);
        }
        return new MinHash(minima);
    }

    private static void add(ArrayDeque<Long> run, int[] minima) {
        long shingle = 0;
        for (long word : run) {
            shingle = mixed(shingle * 31 + word);
        }
        for (int i = 0; i < SIZE; i++) {
            minima[i] = Math.min(minima[i], (int) (mixed(shingle ^ SEEDS[i]) >>> 32));
        }
    }

    /// FNV-1a over the UTF-16 units.
    private static long hash(String word) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /// The finalizer of MurmurHash3.
    private static long mixed(long value) {
        long x = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        x = (x ^ (x >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return x ^ (x >>> 33);
    }

    /// The estimated Jaccard similarity of the two texts' runs of words, in [0, 1]; its standard error is at most
    /// 0.0625.
    public double likeness(MinHash other) {
        return IntStream.range(0, SIZE)
                        .filter(i -> minima[i] == other.minima[i])
                        .count()
                / (double) SIZE;
    }

    /// Names of 8 bands of 8 minima each. Two texts share one with probability `1 - (1 - s^8)^8` if their likeness
    /// is `s`: 0.99 for 0.9, 0.03 for 0.5.
    ///
    /// @see <a href="http://www.mmds.org/">Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4</a>
    List<String> bands() {
        return IntStream.range(0, BANDS)
                .mapToObj(band ->
                        band + "#" + Sha256.of(bytes(band * ROWS, ROWS)).hex().substring(0, 32))
                .toList();
    }

    /// 256 bytes from which [#ofBytes] makes the same sketch.
    public byte[] toBytes() {
        return bytes(0, SIZE);
    }

    private byte[] bytes(int from, int count) {
        var bytes = ByteBuffer.allocate(count * Integer.BYTES);
        Arrays.stream(minima, from, from + count).forEach(bytes::putInt);
        return bytes.array();
    }

    /// @throws IllegalArgumentException unless there are 256 bytes
    public static MinHash ofBytes(byte[] bytes) {
        if (bytes.length != SIZE * Integer.BYTES) {
            throw new IllegalArgumentException("a sketch has " + SIZE * Integer.BYTES + " bytes, not " + bytes.length);
        }
        var minima = new int[SIZE];
        ByteBuffer.wrap(bytes).asIntBuffer().get(minima);
        return new MinHash(minima);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MinHash hash && Arrays.equals(minima, hash.minima);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(minima);
    }

    @Override
    public String toString() {
        return "MinHash" + Arrays.toString(minima);
    }
}
