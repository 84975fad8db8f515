package llmtwin.core;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for everything about a document, or about a source and its documents, to be erased.
///
/// @param source the source to erase; null if the document is meant
/// @param document the document to erase; null if the source is meant
/// @param asked when it was asked for; what is added later stays
/// @param missingSince since when the document is missing at its source, which is why it goes and may come back;
///     null if its owner asked
public record EraseRequest(
        TwinId twin,
        @Nullable SourceId source,
        @Nullable DocumentId document,
        Instant asked,
        @Nullable Instant missingSince) {
    /// @throws IllegalArgumentException unless exactly one of the two is named
    public EraseRequest {
        if ((source == null) == (document == null)) {
            throw new IllegalArgumentException("an erase request names either a source or a document");
        }
    }

    /// As its owner asks for it.
    public EraseRequest(TwinId twin, @Nullable SourceId source, @Nullable DocumentId document, Instant asked) {
        this(twin, source, document, asked, null);
    }

    /// Once more, for a document that was deleted while a stage wrote something of it, which must not stay.
    ///
    /// @return empty if the document is not deleted
    public static Optional<EraseRequest> again(Document document) {
        var tombstone = document.version();
        return document.state() == State.DELETED && tombstone != null
                ? Optional.of(new EraseRequest(
                        document.ref().twin(), null, document.ref().id(), tombstone.observed()))
                : Optional.empty();
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no erase request
    public static EraseRequest fromJson(String json) {
        return Json.read(json, EraseRequest.class);
    }
}
