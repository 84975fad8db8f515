package llmtwin.embed;

import java.util.Arrays;
import llmtwin.embed.MarkdownLine.Kind;
import org.jspecify.annotations.Nullable;

/// Where a Markdown text may be cut, and how well. Every beginning of a word has a cut.
final class Cuts {
    private final String text;
    private final Cut[] before;

    private Cuts(String text) {
        this.text = text;
        this.before = new Cut[text.length()];
        Arrays.fill(before, Cut.NONE);
    }

    /// The cut before each UTF-16 unit of the text.
    ///
    /// @param longestPart how many code points may stand without a cut
    static Cut[] of(String text, int longestPart) {
        var cuts = new Cuts(text);
        cuts.markWords(longestPart);
        cuts.markLines();
        return cuts.before;
    }

    private void mark(int offset, Cut cut) {
        if (cut.atLeast(before[offset])) {
            before[offset] = cut;
        }
    }

    private void markWords(int longestPart) {
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (Blank.is(c)) {
                length = 0;
            } else if (length == 0) {
                mark(i, Cut.WORD);
                length = 1;
            } else if (length >= longestPart && Character.getType(c) != Character.NON_SPACING_MARK) {
                mark(i, Cut.PART);
                length = 1;
            } else {
                length++;
            }
            i += Character.charCount(c);
        }
    }

    private void markLines() {
        MarkdownLine previous = null;
        int paragraph = 0;
        for (var line : MarkdownLine.of(text)) {
            mark(line.start(), cut(previous, line));
            if (previous != null && !continues(previous, line)) {
                markSentences(paragraph, previous);
                paragraph = line.start();
            }
            previous = line;
        }
        if (previous != null) {
            markSentences(paragraph, previous);
        }
    }

    private static Cut cut(@Nullable MarkdownLine previous, MarkdownLine line) {
        if (previous != null && (previous.kind() == Kind.HEADING || previous.kind() == Kind.FENCE_START)) {
            return Cut.WORD; // What opens something stays with it.
        }
        return switch (line.kind()) {
            case HEADING -> Cut.HEADING;
            case FENCE_START -> Cut.PARAGRAPH;
            case FENCE_END -> Cut.WORD;
            case CODE -> line.afterBlank() ? Cut.ITEM : Cut.SENTENCE;
            case ITEM -> line.afterBlank() ? Cut.PARAGRAPH : Cut.ITEM;
            case TEXT -> previous == null || continues(previous, line) ? Cut.LINE : Cut.PARAGRAPH;
        };
    }

    /// Whether a sentence may go on from one line to the next.
    private static boolean continues(MarkdownLine previous, MarkdownLine line) {
        return line.kind() == Kind.TEXT
                && !line.afterBlank()
                && (previous.kind() == Kind.TEXT || previous.kind() == Kind.ITEM);
    }

    private void markSentences(int paragraph, MarkdownLine last) {
        if (last.kind() == Kind.TEXT || last.kind() == Kind.ITEM) {
            Sentences.forEachStart(text, paragraph, last.end(), start -> mark(start, Cut.SENTENCE));
        }
    }
}
