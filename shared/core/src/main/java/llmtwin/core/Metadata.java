package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about a document beside its text. Whatever could not be told is null.
///
/// @param title never blank; the file name or address when the document names none
/// @param language BCP 47 tag
/// @param url where a reader finds it: the canonical link of the page, or null for an upload without one
public record Metadata(
        String title,
        Category category,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant published,
        @Nullable Instant modified,
        @Nullable URI url) {
    public Metadata {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a document's title may not be blank");
        }
    }
}
