package llmtwin.clean;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Finds the article of a page, in the way of Arc90's Readability: every paragraph gives points to what contains it,
/// links take them away, the best container and the siblings that are like it are the content.
final class MainContent {
    private static final int MIN_PARAGRAPH = 25;
    private static final int REACH = 5;

    private final Map<Element, Double> scores = new LinkedHashMap<>();

    private MainContent() {}

    /// The content in a fresh element; the page is changed.
    static Element of(Document page) {
        var body = page.body();
        var title = page.title();
        Boilerplate.removeFrom(body);
        var content = new MainContent().content(body);
        LeftOvers.removeFrom(content, title);
        return content;
    }

    private Element content(Element body) {
        body.select("p, pre, td, blockquote, div, section, article, li, dd").forEach(this::award);
        scores.replaceAll((element, score) -> score * (1 - linkDensity(element)));
        Element best = null;
        for (var element : scores.keySet()) {
            best = best == null || score(element) > score(best) ? element : best;
        }
        return best == null ? body : withSiblings(best);
    }

    private void award(Element element) {
        var text = ownProse(element);
        if (text.length() < MIN_PARAGRAPH) {
            return;
        }
        double points = 1 + commas(text) + Math.min(3, text.length() / 100.0);
        var up = element.nameIs("p") || element.nameIs("pre") || element.nameIs("li") ? element.parent() : element;
        for (int level = 0; up != null && level < REACH && !up.nameIs("html"); level++, up = up.parent()) {
            scores.merge(up, level == 0 ? points : points / (level == 1 ? 2 : level * 3), Double::sum);
        }
    }

    /// Its text and that of the inline elements in it.
    private static String ownProse(Element element) {
        var text = new StringBuilder();
        for (var child : element.childNodes()) {
            if (child instanceof TextNode part) {
                text.append(part.text());
            } else if (child instanceof Element inline && !inline.isBlock()) {
                text.append(inline.nameIs("a") ? "" : inline.text());
            }
        }
        return text.toString().strip();
    }

    private static long commas(String text) {
        return text.chars()
                .filter(c -> c == ',' || c == '，' || c == '、' || c == '،')
                .count();
    }

    private double score(Element element) {
        return scores.getOrDefault(element, 0.0);
    }

    static double linkDensity(Element element) {
        double all = element.text().length();
        double links =
                element.select("a").stream().mapToInt(a -> a.text().length()).sum();
        return all == 0 ? 0 : Math.min(1, links / all);
    }

    private Element withSiblings(Element best) {
        var parent = best.parent();
        if (parent == null || best.nameIs("body")) {
            return best;
        }
        double threshold = Math.max(10, score(best) * 0.2);
        List<Element> chosen = new ArrayList<>();
        for (var sibling : parent.children()) {
            if (sibling.equals(best) || score(sibling) >= threshold || isProse(sibling)) {
                chosen.add(sibling);
            }
        }
        var content = new Element("div");
        content.setBaseUri(best.baseUri());
        chosen.forEach(content::appendChild);
        return content;
    }

    private static boolean isProse(Element element) {
        if (!element.nameIs("p")) {
            return false;
        }
        var text = element.text();
        double links = linkDensity(element);
        return text.length() > 80 ? links < 0.25 : !text.isEmpty() && links == 0 && text.matches("(?s).*[.!?。！？].*");
    }
}
