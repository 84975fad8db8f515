package llmtwin.clean;

import java.util.Optional;

/// Text without markup, kept as it is.
final class PlainTextExtractor implements Extractor {
    private static final int MAX_TITLE = 100;

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        var text = Lines.normalised(TextDecoder.plain(bytes));
        var facts = new Facts().title("first-line", titleLine(text));
        return new CleanOutcome.Text("text", facts.metadata(hints), text);
    }

    /// The first line, if it is short and stands alone as titles do.
    private static Optional<String> titleLine(String text) {
        var lines = text.strip().lines().limit(2).map(String::strip).toList();
        boolean alone = lines.size() == 2 && lines.get(1).isEmpty();
        return alone
                        && lines.getFirst().length() <= MAX_TITLE
                        && lines.getFirst().codePoints().anyMatch(Character::isLetter)
                ? Optional.of(lines.getFirst())
                : Optional.empty();
    }
}
