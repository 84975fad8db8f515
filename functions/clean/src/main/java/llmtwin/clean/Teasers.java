package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/// Cards that tell of other pages of the site: a linked heading with little else, beside more of the kind.
final class Teasers {
    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    /// Cards in a row; one alone may be part of the text.
    private static final int FEWEST = 2;
    /// Characters; a section of an article has more.
    private static final int LONGEST = 500;
    /// Of a heading's text, in its link.
    private static final double LINKED = 0.8;

    private final Element content;
    private final TextMeasure measure;
    private final Site site;
    private final Map<Element, Integer> headings = new HashMap<>();

    private Teasers(Element content, TextMeasure measure, Site site) {
        this.content = content;
        this.measure = measure;
        this.site = site;
    }

    static List<Element> in(Element content, TextMeasure measure, Site site) {
        return new Teasers(content, measure, site).cards();
    }

    private List<Element> cards() {
        var all = content.select(HEADINGS);
        for (var heading : all) {
            for (var up = heading; up != null && !up.equals(content); up = up.parent()) {
                headings.merge(up, 1, Integer::sum);
            }
        }
        var rows = new LinkedHashMap<Element, List<Element>>();
        for (var heading : all) {
            var card = card(heading);
            var row = card.parent();
            if (row != null && !card.equals(heading) && measure.length(card) < LONGEST && isLinked(heading)) {
                rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(card);
            }
        }
        return rows.values().stream()
                .filter(row -> row.size() >= FEWEST)
                .flatMap(List::stream)
                .toList();
    }

    /// The outermost element with no other heading.
    private Element card(Element heading) {
        var card = heading;
        for (var up = heading; up != null && headings.getOrDefault(up, 0) == 1; up = up.parent()) {
            card = up;
        }
        return card;
    }

    private boolean isLinked(Element heading) {
        var around = heading.closest("a[href]");
        var link = around == null ? heading.selectFirst("a[href]") : around;
        return link != null
                && !link.attr("href").startsWith("#")
                && link.text().length() >= LINKED * heading.text().length()
                && !site.isLeftBy(link);
    }
}
