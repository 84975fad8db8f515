package llmtwin.core;

import java.util.regex.Pattern;

/// A document of one twin, named by its address, so that the same address is always the same document.
///
/// @param value 32 lower-case hexadecimal digits
public record DocumentId(String value) implements Comparable<DocumentId> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    /// @throws IllegalArgumentException if the value has another shape
    public DocumentId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("document id '" + value + "' is not 32 hexadecimal digits");
        }
    }

    /// The id of what stands at an address: a URL, or [Origin#UPLOAD] followed by the uploaded file's name.
    public static DocumentId of(TwinId twin, String address) {
        return new DocumentId(Sha256.of(twin + "\n" + address).hex().substring(0, 32));
    }

    @Override
    public int compareTo(DocumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
