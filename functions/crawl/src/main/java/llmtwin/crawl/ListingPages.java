package llmtwin.crawl;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells pages that only list other pages, by the addresses that blog software gives them: WordPress, Ghost, Hugo,
/// Jekyll, Blogger, Substack, Medium.
final class ListingPages {
    /// What stands before the name of a tag, a category or an author.
    private static final Set<String> GROUPS = Set.of(
            "tag",
            "tags",
            "tagged",
            "category",
            "categories",
            "author",
            "authors",
            "label",
            "labels",
            "topic",
            "topics",
            "archive",
            "archives",
            "search",
            "feed",
            "feeds",
            "comments");
    private static final Pattern DATES = Pattern.compile("(?:19|20)[0-9]{2}(?:/[0-9]{1,2}){0,2}");
    private static final Pattern QUERY =
            Pattern.compile("(?:^|&)(?:paged|page|tag|cat|category|author|m|s|q|search|label|max-results|replytocom)=");
    private static final Set<String> WORDS_OF_LISTS =
            Set.of("tag", "tags", "category", "categories", "author", "authors", "users", "taxonomies", "archives");

    private ListingPages() {}

    /// Whether the address is that of a tag, category, author, date or search page, or of page N of a list.
    static boolean contains(URI url) {
        if (url.getRawQuery() != null && QUERY.matcher(url.getRawQuery()).find()) {
            return true;
        }
        var path = url.getPath().toLowerCase(Locale.ROOT).replaceAll("/index\\.html?$|^/+|/+$", "");
        if (DATES.matcher(path).matches()) {
            return true;
        }
        var segments = List.of(path.split("/"));
        int last = segments.size() - 1;
        boolean isNumbered = last >= 1 && segments.get(last - 1).equals("page") && isNumber(segments.get(last));
        boolean isGroup = GROUPS.contains(segments.get(last));
        boolean isInGroup = last >= 1 && GROUPS.contains(segments.get(last - 1));
        return isNumbered || isGroup || isInGroup;
    }

    /// Whether a sitemap says by its name that it holds nothing but such pages, as `category-sitemap.xml` does.
    static boolean isSitemapOfLists(URI sitemap) {
        var path = sitemap.getPath().toLowerCase(Locale.ROOT);
        var name = path.substring(path.lastIndexOf('/') + 1);
        return Pattern.compile("[^a-z]+").splitAsStream(name).anyMatch(WORDS_OF_LISTS::contains);
    }

    private static boolean isNumber(String segment) {
        return segment.matches("[0-9]{1,6}");
    }
}
