package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts a [Piece] together from what an export says. Values from exports are taken as they come: a blank text, a
/// link that is no web address or a language that is no tag counts as not said.
public final class PieceBuilder {
    private final String address;
    private final Category category;
    private @Nullable String title;
    private @Nullable String author;
    private @Nullable Instant published;
    private @Nullable Instant modified;
    private @Nullable URI url;
    private @Nullable String language;
    private @Nullable String siteName;
    private @Nullable String licence;
    private Piece.Format format = Piece.Format.TEXT;
    private String body = "";
    private List<Piece.Turn> turns = List.of();
    private @Nullable String replyTo;

    PieceBuilder(String address, Category category) {
        this.address = address;
        this.category = category;
    }

    public PieceBuilder title(@Nullable String text) {
        title = line(text);
        return this;
    }

    public PieceBuilder author(@Nullable String name) {
        author = line(name);
        return this;
    }

    public PieceBuilder published(@Nullable Instant time) {
        published = time;
        return this;
    }

    public PieceBuilder modified(@Nullable Instant time) {
        modified = time;
        return this;
    }

    public PieceBuilder url(@Nullable String link) {
        url = web(link);
        return this;
    }

    public PieceBuilder language(@Nullable String tag) {
        language = tag(tag);
        return this;
    }

    public PieceBuilder siteName(@Nullable String name) {
        siteName = line(name);
        return this;
    }

    public PieceBuilder licence(@Nullable String name) {
        licence = line(name);
        return this;
    }

    public PieceBuilder body(Piece.Format writtenIn, String text) {
        format = writtenIn;
        body = text;
        return this;
    }

    public PieceBuilder turns(List<Piece.Turn> said) {
        turns = List.copyOf(said);
        return this;
    }

    public PieceBuilder replyTo(@Nullable String what) {
        replyTo = line(what);
        return this;
    }

    /// @throws IllegalArgumentException if the address is none
    public Piece build() {
        return new Piece(
                address, category, title, author, published, modified, url, language, siteName, licence, format, body,
                turns, replyTo);
    }

    private static @Nullable String line(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? null : line;
    }

    private static @Nullable URI web(@Nullable String link) {
        try {
            return link == null || link.isBlank() ? null : WebAddress.parse(link);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable String tag(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var tag = new Locale.Builder()
                    .setLanguageTag(text.strip().replace('_', '-'))
                    .build()
                    .toLanguageTag();
            return tag.equals("und") ? null : tag;
        } catch (IllformedLocaleException _) {
            return null;
        }
    }
}
