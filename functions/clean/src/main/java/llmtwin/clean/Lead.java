package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jsoup.nodes.Element;

/// The paragraphs between a page's title and its content that belong to the content: many sites set the first one
/// apart, in the header or beside the picture.
final class Lead {
    /// Characters; shorter ones are dates, names and labels.
    private static final int SHORTEST = 120;
    /// Characters, of a title that is no `h1`.
    private static final int SHORTEST_TITLE = 12;
    private static final double MOST_LINKED = 0.2;

    private final Element content;
    private final HashSet<Element> around;
    private final TextMeasure measure;
    private final String pageTitle;

    private Lead(Element content, TextMeasure measure, String pageTitle) {
        this.content = content;
        this.pageTitle = pageTitle;
        this.measure = measure;
        around = new HashSet<>(content.parents());
    }

    /// In the page's order; none if no title stands before the content.
    static List<Element> before(Element content, Element body, TextMeasure measure, String pageTitle) {
        return new Lead(content, measure, pageTitle).in(body);
    }

    private List<Element> in(Element body) {
        var lead = new ArrayList<Element>();
        var taken = new HashSet<Element>();
        boolean titled = false;
        for (var element : body.getAllElements()) {
            if (element.equals(content)) {
                return titled ? lead : List.of();
            }
            if (isTitle(element)) {
                titled = true;
                lead.clear();
            } else if (titled && taken.contains(element.parent())) {
                taken.add(element);
            } else if (titled && isParagraph(element)) {
                taken.add(element);
                lead.add(element);
            }
        }
        return List.of();
    }

    /// The `h1` of some sites is their own name, and the article's title one of lower rank.
    private boolean isTitle(Element element) {
        return element.nameIs("h1")
                || (Blocks.isHeading(element)
                        && element.text().length() >= SHORTEST_TITLE
                        && pageTitle.contains(element.text()));
    }

    private boolean isParagraph(Element element) {
        return element.isBlock()
                && !around.contains(element)
                && measure.own(element) >= SHORTEST
                && measure.linkDensity(element) < MOST_LINKED
                && !Blocks.isHeading(element)
                && !isAboutPicture(element);
    }

    private static boolean isAboutPicture(Element element) {
        var parent = element.parent();
        return Captions.is(element) || (parent != null && Captions.is(parent));
    }
}
