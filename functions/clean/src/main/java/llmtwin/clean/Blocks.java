package llmtwin.clean;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// The elements of HTML that stand on lines of their own.
final class Blocks {
    private static final Set<String> NAMES = Set.of("""
            address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer
            form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead
            tr ul
            """.strip().split("\\s+"));
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private Blocks() {}

    static boolean is(Element element) {
        return NAMES.contains(element.normalName());
    }

    static boolean isHeading(Element element) {
        return HEADINGS.contains(element.normalName());
    }

    /// The innermost one around a text; the root if there is none in it.
    static Element around(TextNode text, Element root) {
        for (var up = text.parent(); up != null && !up.equals(root); up = up.parent()) {
            if (up.isBlock()) {
                return up;
            }
        }
        return root;
    }
}
