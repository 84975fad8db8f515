package llmtwin.crawl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The elements of feeds and sitemaps by their names, whatever prefixes they come with.
final class FeedXml {
    /// Prefixes under which other vocabularies have elements of the same names, with another meaning.
    private static final Set<String> OTHERS = Set.of("media", "itunes", "excerpt", "googleplay", "podcast");

    private FeedXml() {}

    static List<Element> all(Document document, String name) {
        return document.stream().filter(element -> isNamed(element, name)).toList();
    }

    static Stream<Element> children(Element parent, String name) {
        return parent.children().stream().filter(child -> isNamed(child, name));
    }

    /// The first that says something, on one line.
    static @Nullable String text(@Nullable Element parent, String name) {
        return parent == null
                ? null
                : children(parent, name)
                        .map(Element::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(null);
    }

    /// The first that says something, exactly.
    static Optional<String> written(Element parent, String name) {
        return children(parent, name)
                .map(Element::wholeText)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static boolean isNamed(Element element, String name) {
        var tag = element.tagName();
        int colon = tag.indexOf(':');
        return tag.substring(colon + 1).equals(name) && (colon < 0 || !OTHERS.contains(tag.substring(0, colon)));
    }
}
