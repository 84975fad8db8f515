package llmtwin.clean;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// How much text stands in each element of a tree, taken in one pass: asking every element for its own text would
/// read a deep tree once for each of its levels.
final class TextMeasure implements NodeVisitor {
    /// Shorter runs are labels and captions.
    private static final int MIN_PROSE = 40;

    private final Map<Node, Amounts> amounts = new HashMap<>();
    private int linkDepth;

    private static final class Amounts {
        private int all;
        private int linked;
        private int own;
        private int prose;
    }

    private TextMeasure() {}

    /// @param root measured as it is now; what is removed later still counts
    static TextMeasure of(Element root) {
        var measure = new TextMeasure();
        root.traverse(measure);
        return measure;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text && !text.isBlank()) {
            int length = visible(text.getWholeText());
            var parent = at(text.parent());
            parent.all += length;
            parent.own += linkDepth > 0 ? 0 : length;
            parent.linked += linkDepth > 0 ? length : 0;
        } else if (node.nameIs("a")) {
            linkDepth++;
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        linkDepth -= element.nameIs("a") ? 1 : 0;
        var here = at(element);
        boolean mayBeProse = element.isBlock() && !Blocks.isHeading(element);
        here.prose += mayBeProse && here.own > MIN_PROSE ? here.own : 0;
        var parent = at(element.parent());
        parent.all += here.all;
        parent.linked += here.linked;
        parent.prose += here.prose;
        if (!element.isBlock()) {
            parent.own += here.own;
        }
    }

    private Amounts at(@Nullable Node node) {
        return node == null ? new Amounts() : amounts.computeIfAbsent(node, _ -> new Amounts());
    }

    private static int visible(String text) {
        int length = 0;
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            boolean now = Character.isWhitespace(text.charAt(i));
            length += now && space ? 0 : 1;
            space = now;
        }
        return space && length > 0 ? length - 1 : length;
    }

    /// Characters of the text that stands in this block and in no other inside it, links left out.
    int own(Element element) {
        return at(element).own;
    }

    /// Characters, white space squeezed.
    int length(Element element) {
        return at(element).all;
    }

    /// Characters in paragraphs, list items, cells and other running text.
    int prose(Element element) {
        return at(element).prose;
    }

    /// Characters in links.
    int linked(Element element) {
        return at(element).linked;
    }

    /// Which part of the text is links, from 0 to 1.
    double linkDensity(Element element) {
        var here = at(element);
        return here.all == 0 ? 0 : (double) here.linked / here.all;
    }
}
