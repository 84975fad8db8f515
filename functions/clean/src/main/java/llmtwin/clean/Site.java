package llmtwin.clean;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The site a page belongs to.
///
/// @param host without `www.`; empty if the page does not tell
record Site(String host) {
    private static final String NAMELESS = "nameless.invalid";
    private static final Pattern FRONT =
            Pattern.compile("(?:(?:https?:)?//[^/?#]+)?/?(?:index\\.\\w+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_SCHEME = Pattern.compile("#|(?!https?:)[a-zA-Z][\\w+.-]*:");
    private static final Pattern HOST = Pattern.compile("(?:https?:)?//(?:www\\.)?([^/?#:]+).*", Pattern.DOTALL);

    static Site of(Document page) {
        var canonical = page.select("link[rel=canonical]").attr("href");
        var shared = page.select("meta[property=og:url]").attr("content");
        return new Site(Stream.of(page.location(), canonical, shared)
                .map(Site::host)
                .filter(host -> !host.isEmpty())
                .findFirst()
                .orElseGet(() -> linked(page)));
    }

    /// By the first link to a front page, which is in most cases the page's own; else by where most links lead. Where
    /// those name no host, no link that names one stays on the site.
    private static String linked(Document page) {
        var links = new HashMap<String, Integer>();
        int all = 0;
        for (var link : page.select("a[href]")) {
            var address = link.attr("href").strip();
            if (!address.isEmpty() && FRONT.matcher(address).matches()) {
                return host(address).isEmpty() ? NAMELESS : host(address);
            }
            if (!address.isEmpty() && !OTHER_SCHEME.matcher(address).lookingAt()) {
                links.merge(host(address).isEmpty() ? NAMELESS : host(address), 1, Integer::sum);
                all++;
            }
        }
        int half = all / 2;
        return links.entrySet().stream()
                .filter(host -> host.getValue() > half)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// The site of an address on the web.
    static Site of(URI url) {
        var host = Objects.requireNonNullElse(url.getHost(), "").toLowerCase(Locale.ROOT);
        return new Site(host.startsWith("www.") ? host.substring(4) : host);
    }

    private static String host(String address) {
        var parts = HOST.matcher(address.strip().toLowerCase(Locale.ROOT));
        return parts.matches() ? parts.group(1) : "";
    }

    /// Whether a link leads elsewhere; none does that names no site, nor any where the page does not tell its own.
    boolean isLeftBy(Element link) {
        var other = host(link.attr("href"));
        return !host.isEmpty()
                && !other.isEmpty()
                && !other.equals(host)
                && !other.endsWith("." + host)
                && !host.endsWith("." + other);
    }
}
