package llmtwin.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a document comes from.
///
/// @param address what names the document: its URL, [#UPLOAD] and the uploaded file's name, [#ARCHIVE] and where it
///     lies in an archive, or an export and an id in it (`mastodon:…`)
/// @param source the source that led to it; null for an upload
/// @param url where a reader finds it; null if nowhere
public record Origin(
        String address, @Nullable SourceId source, @Nullable URI url) {
    /// Starts the address of an uploaded file.
    public static final String UPLOAD = "upload:";
    /// Starts the address of a file in an uploaded archive, followed by the archive's name, a slash and its path.
    public static final String ARCHIVE = "archive:";

    public static Origin ofUpload(String name) {
        return new Origin(UPLOAD + name, null, null);
    }

    public static Origin ofPage(URI url, @Nullable SourceId source) {
        return new Origin(url.toString(), source, url);
    }

    /// Whether it can be visited at its address, unlike what came in an upload or an archive.
    public boolean isPage() {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    public DocumentId documentId(TwinId twin) {
        return DocumentId.of(twin, address);
    }
}
