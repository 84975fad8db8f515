package llmtwin.clean;

import java.util.Optional;
import llmtwin.core.Category;

/// A file of source code or settings, kept exactly as one block of code.
final class SourceExtractor implements Extractor {
    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var code = Lines.normalised(TextDecoder.plain(bytes));
        var facts = new Facts().category(Category.REPOSITORY).title("path", Optional.of(hints.name()));
        var language = SourceLanguages.of(hints).orElse("");
        var text = code.isBlank() ? "" : fenced(code, language) + "\n";
        return new CleanOutcome.Text("source", facts.metadata(hints), text);
    }

    /// The code between fences longer than any in it.
    static String fenced(String code, String language) {
        var fence = "`".repeat(Math.max(3, Lines.longestRun(code, '`') + 1));
        return fence + language + "\n" + code + (code.endsWith("\n") ? "" : "\n") + fence;
    }
}
