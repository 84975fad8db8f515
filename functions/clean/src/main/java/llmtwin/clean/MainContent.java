package llmtwin.clean;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the article of a page, in the way of Arc90's Readability: every paragraph gives points to what contains it,
/// links take them away, the best container and the siblings that are like it are the content.
final class MainContent {
    private static final int MIN_PARAGRAPH = 25;
    private static final int REACH = 5;

    private final Map<Element, Double> scores = new LinkedHashMap<>();

    private final TextMeasure measure;

    private MainContent(Element body) {
        measure = TextMeasure.of(body);
    }

    /// The element that holds the content and nothing else; the page is changed.
    static Element of(Document page) {
        var body = page.body();
        var title = page.title();
        HiddenText.removeFrom(page);
        Boilerplate.removeFrom(body);
        var content = new MainContent(body).content(body);
        LeftOvers.removeFrom(content, title);
        return content;
    }

    private Element content(Element body) {
        body.select("p, pre, td, blockquote, div, section, article, li, dd").forEach(this::award);
        scores.replaceAll((element, score) -> score * (1 - measure.linkDensity(element)));
        Element best = null;
        for (var element : scores.keySet()) {
            best = best == null || score(element) > score(best) ? element : best;
        }
        return best == null ? body : withSiblings(whole(best));
    }

    private void award(Element element) {
        int length = measure.own(element);
        if (length < MIN_PARAGRAPH) {
            return;
        }
        double points = 1 + measure.commas(element) + Math.min(3, length / 100.0);
        boolean paragraph = element.nameIs("p") || element.nameIs("pre") || element.nameIs("li");
        var up = paragraph ? element.parent() : element;
        for (int level = 0; up != null && level < REACH && !up.nameIs("html"); level++, up = up.parent()) {
            scores.merge(up, level == 0 ? points : points / (level == 1 ? 2 : level * 3), Double::sum);
        }
    }

    /// An article may be cut into several boxes. As long as what else stands around is running text too, the box around
    /// it is the better one.
    private Element whole(Element best) {
        var whole = best;
        for (var up = best.parent(); up != null && !up.nameIs("body") && !whole.nameIs("article"); up = up.parent()) {
            int more = measure.length(up) - measure.length(whole);
            int moreProse = measure.prose(up) - measure.prose(whole);
            if (moreProse > 0.1 * measure.prose(whole) && moreProse > 0.75 * more) {
                whole = up;
            }
        }
        return whole;
    }

    private double score(Element element) {
        return scores.getOrDefault(element, 0.0);
    }

    private Element withSiblings(Element best) {
        var parent = best.parent();
        if (parent == null || best.nameIs("body")) {
            return best;
        }
        double threshold = Math.max(10, score(best) * 0.2);
        Pruning.remove(parent.childNodes().stream()
                .filter(node -> !(node instanceof Element sibling && belongs(sibling, best, threshold)))
                .toList());
        return parent;
    }

    private boolean belongs(Element sibling, Element best, double threshold) {
        return sibling.equals(best) || score(sibling) >= threshold || isProse(sibling);
    }

    private boolean isProse(Element element) {
        if (!element.nameIs("p")) {
            return false;
        }
        var text = element.text();
        double links = measure.linkDensity(element);
        return text.length() > 80 ? links < 0.25 : !text.isEmpty() && links == 0 && text.matches("(?s).*[.!?。！？].*");
    }
}
