package llmtwin.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Two texts derived from a document's Markdown: its author's own words, and plain text to search in.
///
/// The tree is walked without recursion: how deep it is, its author decides.
final class MarkdownViews {
    static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(100)
            .build();
    private static final Parser WITHOUT_TABLES = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(100)
            .build();

    private final String markdown;
    private final Node tree;

    private MarkdownViews(String markdown) {
        this.markdown = markdown;
        this.tree = parsed(markdown);
    }

    private static Node parsed(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (IllegalArgumentException _) {
            // Its rows, filled up to the width of the first one, would have more cells than the parser makes.
            return WITHOUT_TABLES.parse(markdown);
        }
    }

    static MarkdownViews of(String markdown) {
        return new MarkdownViews(markdown);
    }

    /// What its author wrote in running text, letter by letter: without quotations, code, tables and raw HTML.
    String style() {
        var lines = markdown.split("\n", -1);
        var cut = new BitSet(lines.length);
        for (Node node = tree; node != null; node = next(node, isNotOwnProse(node))) {
            if (isNotOwnProse(node)) {
                node.getSourceSpans().stream().map(SourceSpan::getLineIndex).forEach(cut::set);
            }
        }
        var own = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            if (!cut.get(i)) {
                own.append(lines[i]).append('\n');
            }
        }
        return own.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    /// The words of what its author wrote in running text, one line a block, without code.
    String prose() {
        var text = new StringBuilder();
        for (Node node = tree; node != null; node = next(node, isNotOwnProse(node))) {
            text.append(node instanceof Code || isNotOwnProse(node) ? " " : ownWords(node));
        }
        return text.toString();
    }

    static boolean isNotOwnProse(Node node) {
        return switch (node) {
            case BlockQuote _, FencedCodeBlock _, IndentedCodeBlock _, HtmlBlock _, ThematicBreak _, TableBlock _ ->
                true;
            default -> false;
        };
    }

    /// Every word, without the marks around it: one line a block, in compatibility form (NFKC), white space squeezed.
    String search() {
        return words(tree);
    }

    /// Every word of a block and of those in it, written as [#search()] writes them.
    static String words(Node block) {
        var text = in(block).stream().map(MarkdownViews::ownWords).collect(Collectors.joining());
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .lines()
                .map(Lines::squeezed)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /// A block and everything in it, in reading order.
    static List<Node> in(Node block) {
        var nodes = new ArrayList<Node>();
        var end = next(block, true);
        for (Node node = block; node != null && !node.equals(end); node = next(node, false)) {
            nodes.add(node);
        }
        return nodes;
    }

    private static String ownWords(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            case FencedCodeBlock block -> "\n" + block.getLiteral();
            case IndentedCodeBlock block -> "\n" + block.getLiteral();
            case SoftLineBreak _ -> " ";
            case Block _, TableRow _, HardLineBreak _ -> "\n";
            case TableCell _ -> " ";
            default -> "";
        };
    }

    /// The node that follows in reading order; null after the last one.
    private static @Nullable Node next(Node node, boolean withoutChildren) {
        if (node.getFirstChild() != null && !withoutChildren) {
            return node.getFirstChild();
        }
        for (Node up = node; up != null; up = up.getParent()) {
            if (up.getNext() != null) {
                return up.getNext();
            }
        }
        return null;
    }
}
