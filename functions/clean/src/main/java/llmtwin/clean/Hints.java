package llmtwin.clean;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import llmtwin.core.FeedEntry;
import org.jspecify.annotations.Nullable;

/// What came along with some bytes and may help to read them; each of it may be wrong.
///
/// @param contentType as the origin declared it, with its charset; empty if it did not
/// @param name file name or the path of a URL
/// @param url where the bytes were found; null for an upload
/// @param handler which kind of source they were read as
/// @param entry what the feed that led to them says about them; null if there was none
record Hints(
        String contentType,
        String name,
        @Nullable URI url,
        String handler,
        @Nullable FeedEntry entry) {
    Hints(String contentType, String name, @Nullable URI url) {
        this(contentType, name, url, url == null ? "upload" : "web", null);
    }

    /// What the feed says; empty if there was none, or it does not say.
    <T> Optional<T> feed(Function<FeedEntry, @Nullable T> fact) {
        return Optional.ofNullable(entry).map(fact);
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
