package llmtwin.core;

import java.util.regex.Pattern;

/// The tenant: whose writing this is. Part of every key, point, message and API key.
///
/// @param value 1 to 63 of a-z, 0-9 and hyphen, starting with a letter or digit
public record TwinId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException if the value has another shape
    public TwinId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("twin id '" + value + "' is not 1 to 63 of a-z, 0-9 and '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
