package llmtwin.clean;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Headings and labels that announce something that is not there (any more).
final class Announcements implements NodeVisitor {
    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    private static final int LONGEST_LABEL = 120;

    private final Set<Element> bare = new HashSet<>();
    private final Deque<Element> open = new ArrayDeque<>();
    private int inside;

    private Announcements() {}

    /// Headings with no text up to the next of the same or a higher rank.
    static Set<Element> headingsOfNothing(Element content) {
        var found = new Announcements();
        content.traverse(found);
        found.bare.addAll(found.open);
        return found.bare;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element && Blocks.isHeading(element)) {
            inside++;
            while (!open.isEmpty() && open.getLast().normalName().compareTo(element.normalName()) >= 0) {
                bare.add(open.removeLast());
            }
            open.addLast(element);
        } else if (inside == 0 && node instanceof TextNode text && !text.isBlank()) {
            open.clear();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        inside -= node instanceof Element element && Blocks.isHeading(element) ? 1 : 0;
    }

    /// Headings, and short lines with a colon, behind which the content ends.
    static List<Element> atTheEnd(Element content) {
        var last = new ArrayList<Element>();
        for (var node : content.nodeStream().toList().reversed()) {
            if (node instanceof TextNode text && !text.isBlank()) {
                var block = around(text, content);
                if (block.equals(content) || !(Blocks.isHeading(block) || isLabel(block))) {
                    return last;
                }
                last.add(block);
            }
        }
        return List.of();
    }

    private static Element around(TextNode text, Element content) {
        var block = Blocks.around(text, content);
        var heading = block.closest(HEADINGS);
        return heading == null ? block : heading;
    }

    private static boolean isLabel(Element block) {
        var text = block.text();
        return text.length() < LONGEST_LABEL && (text.endsWith(":") || text.endsWith("："));
    }
}
