package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.Sha256;
import org.commonmark.node.BulletList;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/// A block of a Markdown text that stands in no other.
sealed interface TextBlock {
    /// Where it begins; it reaches to the next one.
    int line();

    /// Its words without marks.
    String text();

    /// @param rank 1 to 6; 1 is the highest
    record Heading(int line, String text, int rank) implements TextBlock {}

    /// A line between two parts of a text.
    record Break(int line) implements TextBlock {
        @Override
        public String text() {
            return "";
        }
    }

    /// A paragraph, or a list without code, tables and quotations.
    ///
    /// @param hashes of the paragraph, or of each item of the list, by which it is recognised elsewhere
    record Running(int line, String text, List<Long> hashes) implements TextBlock {
        /// In several scripts.
        private static final Pattern ANNOUNCEMENT = Pattern.compile(".*[:：?？؟]", Pattern.DOTALL);

        public Running {
            hashes = List.copyOf(hashes);
        }

        /// Whether it says something only together with what follows: it is short, announces or asks.
        boolean leansOnNext() {
            return WordCount.of(text).tooFew() || ANNOUNCEMENT.matcher(text).matches();
        }
    }

    /// Whatever else there is: code, a table, a quotation.
    record Fixed(int line, String text) implements TextBlock {}

    /// In reading order.
    static List<TextBlock> of(String markdown) {
        var blocks = new ArrayList<TextBlock>();
        for (Node node = MarkdownViews.PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            blocks.add(of(node));
        }
        return blocks;
    }

    private static TextBlock of(Node node) {
        int line = line(node);
        var text = MarkdownViews.words(node);
        return switch (node) {
            case org.commonmark.node.Heading heading -> new Heading(line, text, heading.getLevel());
            case ThematicBreak _ -> new Break(line);
            case Paragraph _ -> new Running(line, text, List.of(hash(node)));
            case BulletList _, OrderedList _ when isRunning(node) -> new Running(line, text, hashesOfItems(node));
            default -> new Fixed(line, text);
        };
    }

    private static int line(Node node) {
        return node.getSourceSpans().stream()
                .mapToInt(SourceSpan::getLineIndex)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the parser says no line of a " + node));
    }

    private static boolean isRunning(Node list) {
        return MarkdownViews.in(list).stream().noneMatch(MarkdownViews::isNotOwnProse);
    }

    private static List<Long> hashesOfItems(Node list) {
        var hashes = new ArrayList<Long>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            hashes.add(hash(item));
        }
        return hashes;
    }

    /// Of the words and pictures; where links lead may differ from page to page.
    private static long hash(Node node) {
        var pictures = MarkdownViews.in(node).stream()
                .filter(Image.class::isInstance)
                .map(image -> " ![" + ((Image) image).getDestination())
                .collect(Collectors.joining());
        return hash(MarkdownViews.words(node) + pictures);
    }

    /// The first 64 bits of the SHA-256 of the words, whatever their case and the white space between them.
    static long hash(String words) {
        var normalised = Lines.squeezed(words).toLowerCase(Locale.ROOT);
        return Long.parseUnsignedLong(Sha256.of(normalised).hex().substring(0, 16), 16);
    }
}
