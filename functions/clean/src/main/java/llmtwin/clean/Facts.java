package llmtwin.clean;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmtwin.core.Category;
import llmtwin.core.FeedEntry;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;

/// Gathers what is known about a document. Of everybody who says a fact, the first who says something wins, and it is
/// kept who that was.
final class Facts {
    private static final int LONGEST_NAME = 200;

    private final Map<String, String> from = new TreeMap<>();
    private @Nullable Category category;
    private @Nullable String title;
    private @Nullable String author;
    private @Nullable String language;
    private @Nullable Instant published;
    private @Nullable Instant modified;
    private @Nullable URI url;
    private @Nullable String site;
    private @Nullable String licence;

    Facts category(@Nullable Category is) {
        category = is;
        return this;
    }

    Facts title(String by, Optional<String> said) {
        title = first("title", title, by, text(said));
        return this;
    }

    /// An address instead of a name says nothing.
    Facts author(String by, Optional<String> said) {
        author = first("author", author, by, text(said).filter(name -> isName(name)));
        return this;
    }

    Facts language(String by, Optional<String> said) {
        language = first("language", language, by, text(said).flatMap(Languages::tag));
        return this;
    }

    Facts published(String by, Optional<String> said) {
        return publishedAt(by, said.flatMap(Dates::parse));
    }

    Facts publishedAt(String by, Optional<Instant> said) {
        published = first("published", published, by, said);
        return this;
    }

    Facts modified(String by, Optional<String> said) {
        return modifiedAt(by, said.flatMap(Dates::parse));
    }

    Facts modifiedAt(String by, Optional<Instant> said) {
        modified = first("modified", modified, by, said);
        return this;
    }

    Facts url(String by, Optional<URI> said) {
        url = first("url", url, by, said);
        return this;
    }

    Facts site(String by, Optional<String> said) {
        site = first("site", site, by, text(said).filter(name -> isName(name)));
        return this;
    }

    Facts licence(String by, Optional<String> said) {
        licence = first("licence", licence, by, text(said).filter(name -> name.length() <= LONGEST_NAME));
        return this;
    }

    /// Everything gathered; what nobody said comes from the feed that led to the bytes, title and address else from
    /// where they were found.
    Metadata metadata(Hints hints) {
        title(FeedEntry.SAID_BY, hints.feed(FeedEntry::title));
        author(FeedEntry.SAID_BY, hints.feed(FeedEntry::author));
        language(FeedEntry.SAID_BY, hints.feed(FeedEntry::language));
        publishedAt(FeedEntry.SAID_BY, hints.feed(FeedEntry::published));
        modifiedAt(FeedEntry.SAID_BY, hints.feed(FeedEntry::modified));
        url("address", Optional.ofNullable(hints.url()));
        var named = title == null ? hints.titleFromName() : title;
        from.putIfAbsent("title", "name");
        return new Metadata(
                named,
                category == null ? categoryOf(hints) : category,
                author,
                language,
                published,
                modified,
                url,
                site,
                licence,
                hints.handler(),
                from);
    }

    /// Whatever lies in a repository belongs to it, unless it says itself what it is.
    private static Category categoryOf(Hints hints) {
        return hints.handler().equals("git") ? Category.REPOSITORY : Category.ARTICLE;
    }

    private <T> @Nullable T first(String fact, @Nullable T known, String by, Optional<T> said) {
        if (known != null || said.isEmpty()) {
            return known;
        }
        from.put(fact, by);
        return said.get();
    }

    private static Optional<String> text(Optional<String> said) {
        return said.map(Lines::squeezed).filter(value -> !value.isEmpty());
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && Links.web(text).isEmpty();
    }
}
