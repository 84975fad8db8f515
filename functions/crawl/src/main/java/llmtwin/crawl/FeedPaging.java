package llmtwin.crawl;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import llmtwin.core.WebAddress;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Where the next, older page of a feed is: as its links say, or as the software that made it has it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5005">RFC 5005, paged and archived feeds</a>
final class FeedPaging {
    private static final Pattern PAGED = Pattern.compile("([?&]paged=)([0-9]{1,6})");
    private static final Pattern START_INDEX = Pattern.compile("([?&]start-index=)([0-9]{1,6})");

    private FeedPaging() {}

    /// Null if there is none, or nobody can tell.
    static @Nullable URI next(Document feed, URI url) {
        var named = link(feed, "next");
        if (named == null) {
            named = link(feed, "prev-archive");
        }
        if (named != null) {
            return resolved(url, named);
        }
        var generator = text(feed, "generator").toLowerCase(Locale.ROOT);
        if (generator.contains("wordpress")) {
            return counted(url, PAGED, "paged", 1, 1);
        }
        return generator.contains("blogger") ? blogger(feed, url) : null;
    }

    /// Blogger numbers entries from 1 and says how many there are and how many stand on a page.
    private static @Nullable URI blogger(Document feed, URI url) {
        int total = number(text(feed, "totalResults"));
        int start = Math.max(1, number(text(feed, "startIndex")));
        int perPage = number(text(feed, "itemsPerPage"));
        return perPage == 0 || start + perPage > total
                ? null
                : counted(url, START_INDEX, "start-index", start, perPage);
    }

    private static URI counted(URI url, Pattern parameter, String name, int current, int step) {
        var text = url.toString();
        var found = parameter.matcher(text);
        if (found.find()) {
            return URI.create(found.replaceFirst("$1" + (Integer.parseInt(found.group(2)) + step)));
        }
        return URI.create(text + (url.getRawQuery() == null ? "?" : "&") + name + "=" + (current + step));
    }

    private static @Nullable String link(Document feed, String relation) {
        return feed.stream()
                .filter(element -> localName(element).equals("link"))
                .filter(element -> element.attr("rel").equals(relation) && element.hasAttr("href"))
                .map(element -> element.attr("href"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable URI resolved(URI url, String reference) {
        try {
            return WebAddress.resolve(url, reference);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String text(Document feed, String name) {
        return feed.stream()
                .filter(element -> localName(element).equals(name))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
    }

    private static String localName(Element element) {
        var name = element.tagName();
        return name.substring(name.indexOf(':') + 1);
    }
}
