package llmtwin.clean;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came along with some bytes and may help to read them; each of it may be wrong.
///
/// @param contentType as the origin declared it, with its charset; empty if it did not
/// @param name file name or the path of a URL
/// @param url where the bytes were found; null for an upload
/// @param handler which kind of source they were read as
/// @param published when the feed that led to them says they appeared; null if there was none
record Hints(
        String contentType,
        String name,
        @Nullable URI url,
        String handler,
        @Nullable Instant published) {
    Hints(String contentType, String name, @Nullable URI url) {
        this(contentType, name, url, url == null ? "upload" : "web", null);
    }

    /// Without parameters, in lower case.
    String mediaType() {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// What follows the last dot of the file name, in lower case, without the dot; empty if there is none.
    String extension() {
        var file = fileName();
        int dot = file.lastIndexOf('.');
        var extension = dot > 0 ? file.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        return extension.matches("[a-z0-9]{1,8}") ? extension : "";
    }

    /// A readable title for a document that names none: `my_first-essay.md` is `my first essay`.
    String titleFromName() {
        var file = fileName();
        var extension = extension();
        var stem = extension.isEmpty() ? file : file.substring(0, file.length() - extension.length() - 1);
        var readable = stem.replaceAll("[_\\-+]+|%20", " ").strip();
        if (!readable.isBlank()) {
            return readable;
        }
        return url != null && url.getHost() != null ? url.getHost() : "Untitled";
    }

    private String fileName() {
        var path = name.replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
