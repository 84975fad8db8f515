package llmtwin.clean;

import java.util.List;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;

/// What the clean stage would make of some bytes, for people who look into their own pages and files.
///
/// @param extractor which extractor made the text; null if there is none
/// @param metadata null if there is no text
/// @param text faithful Markdown; null if there is none
/// @param style the person's own running text; null if there is no text
/// @param search every word without marks; null if there is no text
/// @param leftOut the words of each paragraph and list that the text lacks because it repeats over its site
/// @param archive whether the bytes hold other documents instead
/// @param reason why there is no text, in words; null if there is some
public record Preview(
        @Nullable String extractor,
        @Nullable Metadata metadata,
        @Nullable String text,
        @Nullable String style,
        @Nullable String search,
        List<String> leftOut,
        boolean archive,
        @Nullable String reason) {
    public Preview {
        leftOut = List.copyOf(leftOut);
    }

    static Preview of(CleanOutcome.Text made, List<String> leftOut) {
        var views = MarkdownViews.of(made.text());
        var own = made.own() == null ? views : MarkdownViews.of(made.own());
        return new Preview(
                made.extractor(), made.metadata(), made.text(), own.style(), views.search(), leftOut, false, null);
    }

    static Preview without(boolean archive, String reason) {
        return new Preview(null, null, null, null, null, List.of(), archive, reason);
    }
}
