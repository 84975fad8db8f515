package llmtwin.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a document comes from.
///
/// @param address what names the document: its URL, or [#UPLOAD] and the uploaded file's name
/// @param source the source that led to it; null for an upload
/// @param url where a reader finds it; null if nowhere
public record Origin(
        String address, @Nullable SourceId source, @Nullable URI url) {
    /// Starts the address of an uploaded file.
    public static final String UPLOAD = "upload:";

    public static Origin ofUpload(String name) {
        return new Origin(UPLOAD + name, null, null);
    }

    public static Origin ofPage(URI url, @Nullable SourceId source) {
        return new Origin(url.toString(), source, url);
    }

    public DocumentId documentId(TwinId twin) {
        return DocumentId.of(twin, address);
    }
}
