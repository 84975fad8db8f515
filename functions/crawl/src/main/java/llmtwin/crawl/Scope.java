package llmtwin.crawl;

import java.net.URI;
import java.util.regex.Pattern;

/// The part of a site that a source stands for: everything under the folder of its address.
///
/// @param source the address, such as `https://example.org/blog/`
record Scope(URI source) {
    /// As WordPress, Ghost and Blogger have it.
    private static final Pattern FEED = Pattern.compile("/(?:feed|rss|atom|feeds/posts/default)$");

    /// Whether a page belongs to it. The address itself does not: it is where the others are found.
    boolean contains(URI url) {
        return isOfSite(url) && path(url).startsWith(folder());
    }

    /// Whether a page belongs to the site, wherever it stands there.
    boolean isOfSite(URI url) {
        return Site.same(source, url) && !isHome(url);
    }

    /// Whether a URL is the address itself in another spelling.
    boolean isHome(URI url) {
        return Site.same(source, url) && home(url).equals(home(source));
    }

    /// Whether this is the front page of a host.
    boolean isRoot() {
        return folder().equals("/")
                && source.getRawQuery() == null
                && home(source).equals("/");
    }

    /// Where what belongs to it stands: the folder of the address, of a feed the folder of what it is the feed of. Ends
    /// with a slash.
    String folder() {
        var path = FEED.matcher(home(source)).replaceFirst("");
        boolean isFile = path.substring(path.lastIndexOf('/') + 1).contains(".");
        var folder = isFile ? path.substring(0, path.lastIndexOf('/')) : path;
        return folder.endsWith("/") ? folder : folder + "/";
    }

    private static String path(URI url) {
        return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    /// Without what many servers treat as the same: a slash at the end, `index.html`.
    private static String home(URI url) {
        var path = path(url).replaceFirst("/(?:index|default)\\.[a-z]{3,5}$", "/");
        var trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return url.getRawQuery() == null ? trimmed : trimmed + "?" + url.getRawQuery();
    }
}
