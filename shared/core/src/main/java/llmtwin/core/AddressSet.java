package llmtwin.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.LongStream;

/// A set of addresses that only tells whether it has one, small enough for a message: of each it keeps 48 bits of its
/// SHA-256. Among 15,000 addresses one that is not there is taken for one that is once in 10^10 questions.
public final class AddressSet {
    /// How many addresses it can have: 90 KB, 120 KB as Base64.
    public static final int MAX_SIZE = 15_000;

    public static final AddressSet EMPTY = new AddressSet(new long[0]);

    private static final int BYTES = 6;

    private final long[] sorted;

    private AddressSet(long[] sorted) {
        this.sorted = sorted;
    }

    /// @throws IllegalArgumentException if the text is none that [#toString] made
    public static AddressSet of(String text) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (bytes.remaining() % BYTES != 0) {
            throw new IllegalArgumentException("a set of addresses has " + BYTES + " bytes for each of them");
        }
        var hashes = new long[bytes.remaining() / BYTES];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (bytes.getShort() & 0xFFFFL) << 32 | (bytes.getInt() & 0xFFFFFFFFL);
        }
        return new AddressSet(LongStream.of(hashes).sorted().toArray());
    }

    public int size() {
        return sorted.length;
    }

    public boolean contains(String address) {
        return Arrays.binarySearch(sorted, hash(address)) >= 0;
    }

    /// A set with these as well.
    public AddressSet with(Collection<String> addresses) {
        var added = addresses.stream().mapToLong(AddressSet::hash);
        return new AddressSet(LongStream.concat(LongStream.of(sorted), added)
                .sorted()
                .distinct()
                .toArray());
    }

    private static long hash(String address) {
        return Long.parseLong(Sha256.of(address).hex(), 0, 2 * BYTES, 16);
    }

    /// Base64.
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(sorted.length * BYTES);
        for (long hash : sorted) {
            bytes.putShort((short) (hash >> 32)).putInt((int) hash);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSet set && Arrays.equals(sorted, set.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
