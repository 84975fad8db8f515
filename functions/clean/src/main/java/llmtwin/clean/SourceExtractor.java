package llmtwin.clean;

import java.util.Optional;
import llmtwin.core.Category;
import llmtwin.core.CodeFence;

/// A file of source code or settings, kept exactly as one block of code.
final class SourceExtractor implements Extractor {
    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var code = Lines.normalised(TextDecoder.plain(bytes));
        var facts = new Facts().category(Category.REPOSITORY).title("path", Optional.of(hints.name()));
        var language = SourceLanguages.of(hints).orElse("");
        var text = code.isBlank() ? "" : CodeFence.of(code, language) + "\n";
        return new CleanOutcome.Text("source", facts.metadata(hints), text);
    }
}
