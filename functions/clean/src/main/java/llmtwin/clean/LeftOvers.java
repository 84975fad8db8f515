package llmtwin.clean;

import org.jsoup.nodes.Element;

/// Removes what is left inside a page's content and is none: lists of links, empty boxes, the title once more.
final class LeftOvers {
    private LeftOvers() {}

    static void removeFrom(Element content, String pageTitle) {
        for (var box : content.select("ul, ol, div, section, table, p")) {
            if (box.parent() != null && !box.equals(content) && isLinks(box)) {
                box.remove();
            }
        }
        content.select("h1").forEach(heading -> removeTitle(heading, pageTitle));
    }

    private static boolean isLinks(Element box) {
        if (box.selectFirst("pre, code") != null) {
            return false;
        }
        int length = box.text().length();
        double links = MainContent.linkDensity(box);
        return switch (box.normalName()) {
            case "p" -> false;
            case "ul", "ol" -> links > 0.7;
            default -> links > 0.5 && length < 600;
        };
    }

    private static void removeTitle(Element heading, String pageTitle) {
        var text = heading.text().replaceFirst("\\s*[#¶§🔗]+$", "");
        if (pageTitle.contains(text)) {
            heading.remove();
        }
    }
}
