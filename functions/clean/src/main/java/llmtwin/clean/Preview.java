package llmtwin.clean;

import java.net.URI;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;

/// What the clean stage would make of some bytes, for people who look into their own pages and files.
///
/// @param extractor which extractor made the text; null if there is none
/// @param metadata null if there is no text
/// @param text faithful Markdown; null if there is none
/// @param style the person's own running text; null if there is no text
/// @param search every word without marks; null if there is no text
/// @param archive whether the bytes hold other documents instead
/// @param reason why there is no text, in words; null if there is some
public record Preview(
        @Nullable String extractor,
        @Nullable Metadata metadata,
        @Nullable String text,
        @Nullable String style,
        @Nullable String search,
        boolean archive,
        @Nullable String reason) {
    private static final Cleaner CLEANER = new Cleaner();

    /// @param contentType as declared; empty if nobody did
    /// @param name a file name or path
    /// @param url where the bytes were found; null for a file
    public static Preview of(byte[] bytes, String contentType, String name, @Nullable URI url) {
        return switch (CLEANER.clean(bytes, new Hints(contentType, name, url))) {
            case CleanOutcome.Text made -> of(made);
            case CleanOutcome.Nothing(var reason) -> without(false, reason);
            case CleanOutcome.Unreadable(var reason) -> without(false, reason);
            case CleanOutcome.Archive _ -> without(true, "it holds other documents");
        };
    }

    private static Preview of(CleanOutcome.Text made) {
        var views = MarkdownViews.of(made.text());
        var own = made.own() == null ? views : MarkdownViews.of(made.own());
        return new Preview(made.extractor(), made.metadata(), made.text(), own.style(), views.search(), false, null);
    }

    private static Preview without(boolean archive, String reason) {
        return new Preview(null, null, null, null, null, archive, reason);
    }
}
