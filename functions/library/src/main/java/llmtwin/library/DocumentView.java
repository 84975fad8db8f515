package llmtwin.library;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import llmtwin.core.Category;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.Sha256;
import llmtwin.core.SourceId;
import llmtwin.core.State;
import org.jspecify.annotations.Nullable;

/// A document as the API shows it.
///
/// @param url where a reader finds it; null for an upload without a link of its own
/// @param site what the publication calls itself
/// @param licence name or address of its licence
/// @param handler which kind of source it was read as
/// @param metadataFrom who said each of these facts, by the fact's name
/// @param otherAddresses where the same text stands, too, sorted
/// @param missingSince since when it is missing at its source; null as long as it is there
/// @param version hash of its newest bytes
/// @param observed when these bytes were seen at their origin
record DocumentView(
        DocumentId id,
        String title,
        String address,
        @Nullable URI url,
        @Nullable SourceId source,
        State state,
        @Nullable String problem,
        @Nullable Category category,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant published,
        @Nullable Instant modified,
        @Nullable String site,
        @Nullable String licence,
        @Nullable String handler,
        Map<String, String> metadataFrom,
        int chunks,
        @Nullable DocumentId duplicateOf,
        List<String> otherAddresses,
        @Nullable Instant missingSince,
        @Nullable Sha256 version,
        @Nullable Instant observed,
        Instant updated) {
    static DocumentView of(Document document) {
        var origin = document.origin();
        var metadata = document.metadata();
        var version = document.version();
        var missing = document.missing();
        return new DocumentView(
                document.ref().id(),
                document.title(),
                origin.address(),
                metadata == null || metadata.url() == null ? origin.url() : metadata.url(),
                origin.source(),
                document.state(),
                document.problem(),
                metadata == null ? null : metadata.category(),
                metadata == null ? null : metadata.author(),
                metadata == null ? null : metadata.language(),
                metadata == null ? null : metadata.published(),
                metadata == null ? null : metadata.modified(),
                metadata == null ? null : metadata.site(),
                metadata == null ? null : metadata.licence(),
                metadata == null ? null : metadata.handler(),
                metadata == null ? Map.of() : metadata.from(),
                document.chunks(),
                document.duplicateOf(),
                document.otherAddresses(),
                missing == null ? null : missing.since(),
                version == null ? null : version.content(),
                version == null ? null : version.observed(),
                document.updated());
    }
}
