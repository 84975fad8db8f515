package llmtwin.core;

import java.net.URI;
import java.util.regex.Pattern;

/// A source of one twin, named by its URL, so that adding a URL twice is adding it once.
///
/// @param value 16 lower-case hexadecimal digits
public record SourceId(String value) implements Comparable<SourceId> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

    /// @throws IllegalArgumentException if the value has another shape
    public SourceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("source id '" + value + "' is not 16 hexadecimal digits");
        }
    }

    public static SourceId of(TwinId twin, URI url) {
        return new SourceId(Sha256.of(twin + "\n" + url).hex().substring(0, 16));
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
