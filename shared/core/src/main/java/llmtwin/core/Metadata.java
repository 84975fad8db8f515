package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known about a document beside its text. Whatever could not be told is null.
///
/// @param title never blank; the file name or address when the document names none
/// @param language BCP 47 tag
/// @param url where a reader finds it: the canonical link of the page, or null for an upload without one
/// @param site what the publication calls itself
/// @param licence name or address of the licence
/// @param handler which kind of source it was read as: `web`, `upload`, `git`, …
/// @param from who said each fact: by the fact's name, such as `json-ld`, `opengraph`, `front-matter`, `heuristic`
public record Metadata(
        String title,
        Category category,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant published,
        @Nullable Instant modified,
        @Nullable URI url,
        @Nullable String site,
        @Nullable String licence,
        String handler,
        Map<String, String> from) {
    public Metadata {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a document's title may not be blank");
        }
        from = Collections.unmodifiableMap(new TreeMap<>(from));
    }

    /// Of an uploaded document that neither names its site nor a licence, and of which nobody asked who said what.
    public Metadata(
            String title,
            Category category,
            @Nullable String author,
            @Nullable String language,
            @Nullable Instant published,
            @Nullable Instant modified,
            @Nullable URI url) {
        this(title, category, author, language, published, modified, url, null, null, "upload", Map.of());
    }

    /// The same but for the language.
    ///
    /// @param by who said it, for [#from]
    public Metadata withLanguage(String tag, String by) {
        var said = new TreeMap<>(from);
        said.put("language", by);
        return new Metadata(title, category, author, tag, published, modified, url, site, licence, handler, said);
    }
}
