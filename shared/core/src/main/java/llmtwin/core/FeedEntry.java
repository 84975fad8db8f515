package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a feed says about a document that it led to. Whatever it does not say is null.
///
/// @param feed where the feed is; null if that is no longer known
/// @param title in plain text; a longer one than 300 characters is cut
/// @param author a name; one of more than 200 characters says nothing
/// @param language as the feed writes its tag; one of more than 35 characters says nothing (RFC 5646, section 4.4.1)
/// @param published when the document appeared
/// @param modified when it changed last
public record FeedEntry(
        @Nullable URI feed,
        @Nullable String title,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant published,
        @Nullable Instant modified) {
    /// A feed that says nothing.
    public static final FeedEntry NONE = new FeedEntry(null, null, null, null, null, null);

    private static final int MAX_TITLE = 300;
    private static final int MAX_AUTHOR = 200;
    private static final int MAX_LANGUAGE = 35;
    /// By which [Metadata#from()] names a feed.
    public static final String SAID_BY = "feed";

    public FeedEntry {
        title = line(title);
        if (title != null && title.length() > MAX_TITLE) {
            title = title.substring(0, title.offsetByCodePoints(0, title.codePointCount(0, MAX_TITLE) - 1)) + "…";
        }
        author = unless(line(author), MAX_AUTHOR);
        language = unless(line(language), MAX_LANGUAGE);
    }

    /// What the ledger still knows that a feed said once.
    public static FeedEntry of(Metadata metadata) {
        return new FeedEntry(
                null,
                said(metadata, "title", metadata.title()),
                said(metadata, "author", metadata.author()),
                said(metadata, "language", metadata.language()),
                said(metadata, "published", metadata.published()),
                said(metadata, "modified", metadata.modified()));
    }

    private static <T> @Nullable T said(Metadata metadata, String fact, @Nullable T value) {
        return SAID_BY.equals(metadata.from().get(fact)) ? value : null;
    }

    private static @Nullable String line(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? null : line;
    }

    private static @Nullable String unless(@Nullable String text, int longerThan) {
        return text == null || text.length() > longerThan ? null : text;
    }
}
