package llmtwin.clean;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Removes from a page what is seen and yet not its content: navigation, forms, and the boxes around an article
/// that name themselves (share, related, comments, cookies, …). No rule knows a site.
final class Boilerplate {
    private static final Set<String> STRUCTURE = Set.of("nav", "footer", "aside", "dialog", "menu", "form");
    private static final Set<String> ROLES = Set.of("""
            navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar form
            """.strip().split("\\s+"));
    /// What holds this share of the page's running text is the content, whatever it is called.
    private static final double CONTENT_SHARE = 0.5;
    /// Characters of running text; if less is left without the boxes, they are the content, as comments are in a forum.
    private static final int LEAST_LEFT = 200;

    /// Characters.
    private static final int SENTENCE = 40;

    private final Element body;
    private final TextMeasure measure;
    private final Boxes names = new Boxes();
    private final @Nullable Element article;

    private Boilerplate(Element body) {
        this.body = body;
        this.measure = TextMeasure.of(body);
        this.article = article();
    }

    /// The first element marked as an article that stands in no box beside one and holds running text or the title.
    private @Nullable Element article() {
        for (var marked : body.select(MainContent.ARTICLE_MARKS)) {
            boolean inBox = names.has(marked)
                    || marked.parents().stream().anyMatch(box -> names.has(box) && !isMostOfPage(box));
            boolean unlinked = measure.length(marked) > measure.linked(marked);
            if (!inBox && (measure.prose(marked) > 0 || (unlinked && marked.selectFirst("h1") != null))) {
                return marked;
            }
        }
        return null;
    }

    /// Some templates call everything a box, the article, too.
    private boolean isMostOfPage(Element box) {
        return measure.length(box) > CONTENT_SHARE * measure.length(body);
    }

    static void removeFrom(Element body) {
        var rules = new Boilerplate(body);
        body.select("header").stream().filter(rules::isBeside).forEach(rules::leaveProse);
        rules.removeBoxes(rules.removeStructure());
    }

    /// A header may hold the title and the first paragraph, one inside the article the heading of a section.
    private void leaveProse(Element header) {
        var kept = withParents(header.select("h1, h2, h3, h4, h5, h6"));
        kept.add(header);
        Pruning.remove(header.stream()
                .filter(part -> part.isBlock() && measure.prose(part) == 0 && !kept.contains(part))
                .toList());
    }

    private static Set<Element> withParents(List<Element> elements) {
        var all = new HashSet<Element>();
        for (var element : elements) {
            for (var up = element; up != null && all.add(up); up = up.parent()) {}
        }
        return all;
    }

    /// How much running text is left.
    private int removeStructure() {
        var parts = new LinkedHashSet<Element>();
        body.stream().filter(part -> isStructure(part) && isBeside(part)).forEach(parts::add);
        int left = measure.prose(body) - prose(parts);
        Pruning.remove(List.copyOf(parts));
        return left;
    }

    private static boolean isStructure(Element part) {
        return STRUCTURE.contains(part.normalName()) || ROLES.contains(part.attr("role"));
    }

    private void removeBoxes(int left) {
        var boxes = new LinkedHashSet<Element>();
        var titled = withParents(body.select("h1"));
        body.stream()
                .filter(box -> names.has(box) && !titled.contains(box) && isBeside(box) && !isInSentence(box))
                .forEach(boxes::add);
        int prose = prose(boxes);
        if (article != null || prose < LEAST_LEFT || left - prose >= LEAST_LEFT) {
            Pruning.remove(List.copyOf(boxes));
        }
    }

    /// A link or the title of a work inside running text, taken out, would leave a hole.
    private boolean isInSentence(Element element) {
        var around = element.parent();
        return !element.isBlock() && around != null && measure.own(around) > SENTENCE;
    }

    /// Running text of all of these, each counted once.
    private int prose(Set<Element> parts) {
        return parts.stream()
                .filter(part ->
                        measure.prose(part) > 0 && part.parents().stream().noneMatch(parts::contains))
                .mapToInt(measure::prose)
                .sum();
    }

    /// Whether an element stands outside the article, or is too small a part of the page to be what it is about.
    private boolean isBeside(Element element) {
        return !element.equals(body)
                && (measure.prose(element) <= CONTENT_SHARE * measure.prose(body) || isOutside(element));
    }

    private boolean isOutside(Element element) {
        return article != null
                && !element.equals(article)
                && !article.parents().contains(element)
                && !element.parents().contains(article);
    }
}
