package llmtwin.clean;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.FeedEntry;
import llmtwin.core.Piece;
import org.jspecify.annotations.Nullable;

/// One piece of writing out of an export. All of it is content: an export has no page around it.
final class PieceExtractor implements Extractor {
    private static final String EXPORT = "export";
    /// As much of a post as can stand for its title.
    private static final int MAX_LEAD = 80;

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        Piece piece;
        try {
            piece = Piece.fromJson(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new CleanOutcome.Unreadable("this piece of an export cannot be read: " + e.getMessage());
        }
        var text = piece.turns().isEmpty() ? body(piece) : conversation(piece);
        // The crawler puts one together where a page is closed and its feed is not.
        var by = hints.handler().equals(FeedEntry.SAID_BY) ? FeedEntry.SAID_BY : EXPORT;
        var facts = new Facts()
                .category(piece.category())
                .title(by, Optional.ofNullable(piece.title()))
                .title("first-line", lead(text))
                .author(by, Optional.ofNullable(piece.author()))
                .language(by, Optional.ofNullable(piece.language()))
                .publishedAt(by, Optional.ofNullable(piece.published()))
                .modifiedAt(by, Optional.ofNullable(piece.modified()))
                .url(by, Optional.ofNullable(piece.url()))
                .site(by, Optional.ofNullable(piece.siteName()))
                .licence(by, Optional.ofNullable(piece.licence()));
        return new CleanOutcome.Text("piece", facts.metadata(hints), text, own(piece));
    }

    private static String body(Piece piece) {
        var body = Lines.normalised(piece.body());
        return switch (piece.format()) {
            case HTML -> markdown(body, piece);
            case MARKDOWN -> body;
            case TEXT -> hardBreaks(body, piece.category());
        };
    }

    private static String markdown(String html, Piece piece) {
        var base = piece.url() == null ? "" : piece.url().toString();
        var page = Markup.parsed(html, base);
        HiddenText.removeFrom(page);
        return HtmlToMarkdown.of(page.body());
    }

    /// The line breaks of a post are part of how it is written; in Markdown only two spaces keep one.
    private static String hardBreaks(String text, Category category) {
        return category == Category.POST ? text.replaceAll("(?<=\\S)[ \\t]*\\n(?=\\S)", "  \n") : text;
    }

    /// Every turn under the name of who speaks.
    private static String conversation(Piece piece) {
        return piece.turns().stream()
                .map(turn ->
                        "**" + speaker(turn, piece) + ":**\n\n" + turn.text().strip())
                .collect(Collectors.joining("\n\n"));
    }

    private static String speaker(Piece.Turn turn, Piece piece) {
        if (turn.role() == Piece.Role.OWN) {
            return Objects.requireNonNullElse(piece.author(), "Me");
        }
        return Objects.requireNonNullElse(turn.name(), "Other");
    }

    /// What the person wrote of it; null if that is all of it.
    private static @Nullable String own(Piece piece) {
        return piece.turns().isEmpty()
                ? null
                : piece.turns().stream()
                        .filter(turn -> turn.role() == Piece.Role.OWN)
                        .map(turn -> turn.text().strip())
                        .collect(Collectors.joining("\n\n"));
    }

    /// How a post without a title begins.
    private static Optional<String> lead(String text) {
        var line = text.strip()
                .lines()
                .findFirst()
                .map(first -> Lines.plain(first.replaceFirst("^#{1,6}[ \\t]+", "")))
                .orElse("");
        if (line.length() <= MAX_LEAD) {
            return Optional.of(line);
        }
        int cut = line.lastIndexOf(' ', MAX_LEAD);
        int end = cut > MAX_LEAD / 2
                ? cut
                : line.offsetByCodePoints(0, Math.min(MAX_LEAD, line.codePointCount(0, line.length())));
        return Optional.of(line.substring(0, end) + "…");
    }
}
