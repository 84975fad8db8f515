package llmtwin.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Asks for everything about a document, or about a source and its documents, to be erased.
///
/// @param source the source to erase; null if the document is meant
/// @param document the document to erase; null if the source is meant
/// @param asked when its owner asked for it; what is added later stays
public record EraseRequest(
        TwinId twin, @Nullable SourceId source, @Nullable DocumentId document, Instant asked) {
    /// @throws IllegalArgumentException unless exactly one of the two is named
    public EraseRequest {
        if ((source == null) == (document == null)) {
            throw new IllegalArgumentException("an erase request names either a source or a document");
        }
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no erase request
    public static EraseRequest fromJson(String json) {
        return Json.read(json, EraseRequest.class);
    }
}
