package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One piece of writing out of an export, with the facts that the export knows about it. It is stored as JSON under
/// [#MEDIA_TYPE] where another document has its bytes as fetched. Whatever the export does not say is null.
///
/// @param address what names it, the same in every export of the account: `{export}:{id}`
/// @param title never blank
/// @param language BCP 47 tag
/// @param url where a reader finds it
/// @param siteName what the publication calls itself
/// @param licence name or URL of the licence
/// @param body in `format`; empty if everything is in the turns
/// @param turns what was said, in order; empty for everything but conversations
/// @param replyTo address or short text of what it answers
public record Piece(
        String address,
        Category category,
        @Nullable String title,
        @Nullable String author,
        @Nullable Instant published,
        @Nullable Instant modified,
        @Nullable URI url,
        @Nullable String language,
        @Nullable String siteName,
        @Nullable String licence,
        Format format,
        String body,
        List<Turn> turns,
        @Nullable String replyTo) {
    public static final String MEDIA_TYPE = "application/vnd.llm-twin.piece+json";

    private static final int MAX_ADDRESS = 1_000;

    /// What the body is written in.
    public enum Format {
        HTML,
        MARKDOWN,
        TEXT;

        /// The name in JSON.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException if no format has this label
        public static Format ofLabel(String label) {
            for (var format : values()) {
                if (format.label().equals(label)) {
                    return format;
                }
            }
            throw new IllegalArgumentException("format '" + label + "' is none of html, markdown, text");
        }
    }

    /// Whose turn it was.
    public enum Role {
        /// The person whose twin this is.
        OWN,
        /// Anybody else, machines included: context, never the person's writing.
        OTHER;

        /// The name in JSON.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException if no role has this label
        public static Role ofLabel(String label) {
            for (var role : values()) {
                if (role.label().equals(label)) {
                    return role;
                }
            }
            throw new IllegalArgumentException("role '" + label + "' is none of own, other");
        }
    }

    /// What one side said in a conversation.
    ///
    /// @param name how the export calls the speaker
    /// @param text Markdown, never blank
    public record Turn(
            Role role,
            @Nullable String name,
            String text,
            @Nullable Instant time) {
        /// @throws IllegalArgumentException if nothing was said
        public Turn {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a turn's text may not be blank");
            }
        }
    }

    /// @throws IllegalArgumentException if the address is blank, longer than 1,000 or has control characters, or the
    ///     title is blank
    public Piece {
        if (address.isBlank() || address.length() > MAX_ADDRESS) {
            throw new IllegalArgumentException("a piece's address has 1 to " + MAX_ADDRESS + " characters");
        }
        if (address.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a piece's address has no control characters");
        }
        if (title != null && title.isBlank()) {
            throw new IllegalArgumentException("a piece's title may not be blank");
        }
        turns = List.copyOf(turns);
    }

    /// Starts a piece of which nothing more is known.
    public static PieceBuilder at(String address, Category category) {
        return new PieceBuilder(address, category);
    }

    public String toJson() {
        return Json.write(this);
    }

    /// @throws IllegalArgumentException if this is no piece
    public static Piece fromJson(String json) {
        return Json.read(json, Piece.class);
    }
}
