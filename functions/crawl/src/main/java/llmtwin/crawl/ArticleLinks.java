package llmtwin.crawl;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import llmtwin.core.WebAddress;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The links of a page that may lead to articles of its site.
final class ArticleLinks {
    private static final Pattern NO_PAGE = Pattern.compile(
            ".*\\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|css|js|mjs|json|xml|rss|atom|txt|zip|gz|tgz|tar|7z|rar|exe|dmg"
                    + "|iso|mp[34]|m4[av]|ogg|wav|webm|mov|avi|woff2?|ttf|csv|xlsx?|pptx?)");
    /// Parts of a site where nobody writes.
    private static final Set<String> NO_WRITING = Set.of(
            "login",
            "signin",
            "sign-in",
            "signup",
            "sign-up",
            "register",
            "logout",
            "account",
            "cart",
            "checkout",
            "subscribe",
            "unsubscribe",
            "share",
            "print",
            "wp-admin",
            "wp-login.php",
            "wp-json",
            "wp-content",
            "cdn-cgi",
            "privacy",
            "privacy-policy",
            "terms",
            "terms-of-service",
            "imprint",
            "impressum",
            "cookies");

    private ArticleLinks() {}

    /// Each once, in the order of the page; none if the page asks not to follow its links.
    static List<URI> of(Document page, Scope scope) {
        if (page.select("meta[name=robots]").stream()
                .anyMatch(
                        meta -> meta.attr("content").toLowerCase(Locale.ROOT).matches(".*\\b(?:nofollow|none)\\b.*"))) {
            return List.of();
        }
        var found = new LinkedHashSet<URI>();
        for (var link : page.select("a[href]")) {
            if (!link.attr("rel").toLowerCase(Locale.ROOT).contains("nofollow")) {
                add(found, link, scope);
            }
        }
        return new ArrayList<>(found);
    }

    private static void add(Set<URI> found, Element link, Scope scope) {
        var address = link.absUrl("href");
        if (!address.startsWith("http")) {
            return;
        }
        try {
            var url = WebAddress.parse(address);
            if (scope.contains(url) && isArticle(url)) {
                found.add(url);
            }
        } catch (IllegalArgumentException _) {
            // A link that leads nowhere is no article.
        }
    }

    private static boolean isArticle(URI url) {
        var path = url.getPath().toLowerCase(Locale.ROOT);
        return !NO_PAGE.matcher(path).matches()
                && !ListingPages.contains(url)
                && List.of(path.split("/")).stream().noneMatch(NO_WRITING::contains);
    }
}
