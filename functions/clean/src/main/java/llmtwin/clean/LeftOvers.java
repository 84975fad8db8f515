package llmtwin.clean;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Removes what is left inside a page's content and is none: links to more of the site, what announces them, the title
/// once more, and the reading aids over ideographs.
final class LeftOvers {
    private static final double MOST_TEASERS = 0.5;
    private static final double LIST_OF_LINKS = 0.7;
    private static final double BOX_OF_LINKS = 0.5;
    private static final int LONGEST_BOX_OF_LINKS = 600;
    private static final double LINKED_PARAGRAPH = 0.8;
    private static final Pattern PERMALINK = Pattern.compile("\\s*[#¶§🔗]+$");

    private final Element content;
    private final TextMeasure measure;
    private final Site site;

    private LeftOvers(Element content, Site site) {
        this.content = content;
        this.site = site;
        measure = TextMeasure.of(content);
    }

    static void removeFrom(Element content, String pageTitle, Site site) {
        Pruning.remove(content.select("rt, rp"));
        Pruning.remove(Dateline.in(content));
        var bare = Announcements.headingsOfNothing(content);
        var leftOvers = new LeftOvers(content, site);
        leftOvers.remove(Teasers.in(content, leftOvers.measure, site), MOST_TEASERS);
        leftOvers.remove("ul, ol, div, section, table", leftOvers::isLinks, 1);
        leftOvers.remove("p, div", leftOvers::isLink, 0.5);
        var barer = Announcements.headingsOfNothing(content);
        barer.removeAll(bare);
        Pruning.remove(List.copyOf(barer));
        Pruning.remove(Announcements.atTheEnd(content));
        content.select("h1").forEach(heading -> removeTitle(heading, pageTitle));
    }

    private void remove(String selector, Predicate<Element> rule, double share) {
        var boxes = content.select(selector).stream()
                .filter(box -> !box.equals(content) && rule.test(box))
                .toList();
        remove(boxes, share);
    }

    /// @param share if they are that much of the content, they are what it is about
    private void remove(List<Element> boxes, double share) {
        int gone = boxes.stream().mapToInt(measure::length).sum();
        if (gone < share * measure.length(content)) {
            Pruning.remove(boxes);
        }
    }

    private boolean isLinks(Element box) {
        double density = measure.linkDensity(box);
        boolean list = box.nameIs("ul") || box.nameIs("ol");
        boolean small = measure.length(box) < LONGEST_BOX_OF_LINKS;
        boolean links = list ? density > LIST_OF_LINKS && !leadsAway(box) : small && density > BOX_OF_LINKS;
        return links && box.selectFirst("pre, code") == null;
    }

    /// A list of links to other sites is what somebody collected.
    private boolean leadsAway(Element list) {
        var links = list.select("a[href]");
        return 2 * links.stream().filter(site::isLeftBy).count() > links.size();
    }

    /// A paragraph that is nothing but a link to another page of the site.
    private boolean isLink(Element box) {
        return measure.linkDensity(box) >= LINKED_PARAGRAPH
                && box.selectFirst("pre, code, img, li, table, blockquote") == null
                && box.closest("li, td, blockquote") == null
                && box.select("a[href]").stream().noneMatch(site::isLeftBy);
    }

    private static void removeTitle(Element heading, String pageTitle) {
        var text = PERMALINK.matcher(heading.text()).replaceFirst("");
        if (pageTitle.contains(text)) {
            heading.remove();
        }
    }
}
