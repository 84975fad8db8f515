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
        int longest = 2;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        var fence = "`".repeat(longest + 1);
        return fence + language + "\n" + code + (code.endsWith("\n") ? "" : "\n") + fence;
    }
}
