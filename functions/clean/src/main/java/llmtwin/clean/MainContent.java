package llmtwin.clean;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the article of a page: first what the page itself marks as its article, if enough of the page's running text
/// stands there, and in it the innermost element that holds most of that text.
final class MainContent {
    private static final String BODY_MARK = "[itemprop~=articleBody]";
    private static final String NAME_MARK = "[class~=(?i)\\b(entry|post|article|story)[-_]?(content|body|text)\\b]";
    /// Elements that say they are an article or its text.
    static final String ARTICLE_MARKS = String.join(", ", BODY_MARK, NAME_MARK, "article");
    /// The most telling way to mark an article first.
    private static final List<String> MARKS = List.of(BODY_MARK, NAME_MARK, "article", "main, [role=main]");
    /// A mark on less of the page's running text than this is on something else.
    private static final double MARKED_SHARE = 0.25;
    /// An article may be marked in parts; what has less of the text than this of the longest part is no part of it.
    private static final double PART_SHARE = 0.2;
    /// An element with this share of the text around it is where the text stands.
    private static final double MOST = 0.75;

    /// Elements that are text, however much of it; their paragraphs beside them belong to it too.
    private static final Set<String> TEXT = Set.of("p", "dl", "pre", "blockquote", "figure");

    /// Elements that are too little to be an article, whatever they are called.
    private static final Set<String> LINES = Set.of("ul", "ol", "li", "span", "a");

    private final Element body;
    private final TextMeasure measure;
    private final List<Element> teasers;

    MainContent(Element body, Site site) {
        this.body = body;
        measure = TextMeasure.of(body);
        teasers = Teasers.in(body, measure, site);
    }

    /// The element that holds the content and nothing else; the page is changed.
    static Element of(Document page) {
        var title = page.title();
        var site = Site.of(page);
        HiddenText.removeFrom(page);
        Boilerplate.removeFrom(page.body());
        var rules = new MainContent(page.body(), site);
        var content = rules.innermost(rules.marked());
        content.prependChildren(Lead.before(content, rules.body, rules.measure, title));
        LeftOvers.removeFrom(content, title, site);
        return content;
    }

    Element marked() {
        for (var mark : MARKS) {
            var parts = body.select(mark).stream().filter(part -> !isLine(part)).toList();
            double least =
                    PART_SHARE * parts.stream().mapToInt(measure::prose).max().orElse(0);
            var whole =
                    parts.stream().filter(part -> measure.prose(part) > least).reduce(MainContent::around);
            if (whole.isPresent() && measure.prose(whole.get()) > MARKED_SHARE * proseBeside(whole.get())) {
                return whole.get();
            }
        }
        return body;
    }

    /// Some sites mark every paragraph as one of an article.
    private static boolean isLine(Element part) {
        return TEXT.contains(part.normalName()) || LINES.contains(part.normalName()) || Blocks.isHeading(part);
    }

    /// Of what is shown of other pages nothing counts, however little the page itself says.
    private int proseBeside(Element part) {
        return measure.prose(body)
                - teasers.stream()
                        .filter(teaser -> !teaser.parents().contains(part))
                        .mapToInt(measure::prose)
                        .sum();
    }

    /// The innermost element that holds both.
    private static Element around(Element one, Element other) {
        var outer = new HashSet<Element>(one.parents());
        outer.add(one);
        var around = other;
        for (var up = other; up != null && !outer.contains(around); up = up.parent()) {
            around = up;
        }
        return around;
    }

    Element innermost(Element marked) {
        var here = marked;
        for (var next = longest(here); isMost(next, here) && !hasMore(next); next = longest(here)) {
            here = next;
        }
        return here;
    }

    /// Ties go to the first.
    private Element longest(Element parent) {
        return parent.children().stream()
                .filter(child -> child.isBlock() && !isText(child))
                .max(Comparator.comparingInt(measure::prose))
                .orElse(parent);
    }

    /// A list or table may also be the page's layout: then one item holds most of it, short lines too, or it shows no
    /// data.
    private boolean isText(Element element) {
        return switch (element.normalName()) {
            case "ul", "ol" ->
                element.children().stream()
                        .noneMatch(item -> isMost(item, element) && unlinked(item) > MOST * unlinked(element));
            case "table" -> MarkdownTable.isData(element, MarkdownTable.rows(element));
            default -> TEXT.contains(element.normalName()) || isListing(element);
        };
    }

    /// A box around code and nothing else.
    private static boolean isListing(Element element) {
        var inner = element;
        while (inner.childrenSize() == 1 && !inner.nameIs("pre")) {
            inner = inner.child(0);
        }
        return inner.nameIs("pre");
    }

    /// Whether there is another of its kind beside it: a text may be cut into several.
    private boolean hasMore(Element part) {
        return !part.className().isEmpty()
                && part.siblingElements().stream()
                        .anyMatch(other -> measure.prose(other) > 0
                                && other.normalName().equals(part.normalName())
                                && other.className().equals(part.className()));
    }

    private boolean isMost(Element child, Element parent) {
        return !child.equals(parent) && measure.prose(child) > MOST * measure.prose(parent);
    }

    private int unlinked(Element element) {
        return measure.length(element) - measure.linked(element);
    }
}
