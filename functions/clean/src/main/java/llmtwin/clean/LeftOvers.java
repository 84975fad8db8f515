package llmtwin.clean;

import org.jsoup.nodes.Element;

/// Removes what is left inside a page's content and is none: lists of links, empty boxes, the title once more.
final class LeftOvers {
    private final TextMeasure measure;

    private LeftOvers(Element content) {
        measure = TextMeasure.of(content);
    }

    static void removeFrom(Element content, String pageTitle) {
        var leftOvers = new LeftOvers(content);
        Pruning.remove(content.select("ul, ol, div, section, table").stream()
                .filter(box -> !box.equals(content) && leftOvers.isLinks(box))
                .toList());
        content.select("h1").forEach(heading -> removeTitle(heading, pageTitle));
    }

    private boolean isLinks(Element box) {
        int length = measure.length(box);
        double density = measure.linkDensity(box);
        boolean links = switch (box.normalName()) {
            case "ul", "ol" -> density > 0.7;
            default -> density > 0.5 && length < 600;
        };
        return links && box.selectFirst("pre, code") == null;
    }

    private static void removeTitle(Element heading, String pageTitle) {
        var text = heading.text().replaceFirst("\\s*[#¶§🔗]+$", "");
        if (pageTitle.contains(text)) {
            heading.remove();
        }
    }
}
