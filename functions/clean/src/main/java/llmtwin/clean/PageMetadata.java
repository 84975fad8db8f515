package llmtwin.clean;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmtwin.core.FeedEntry;
import llmtwin.core.Metadata;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a web page says about itself: in JSON-LD, microdata, OpenGraph, `meta` by name, in the feed that led to it,
/// then what its text shows (`time`, `h1`, `rel=author`), and `title` without the site's name.
final class PageMetadata {
    private static final String JSON_LD = "json-ld";
    private static final String MICRODATA = "microdata";
    private static final String OPENGRAPH = "opengraph";
    private static final String META = "meta";
    private static final String FEED = FeedEntry.SAID_BY;
    private static final String HEURISTIC = "heuristic";

    private static final Pattern DAY = Pattern.compile("/(\\d{4}/\\d{1,2}/\\d{1,2})(?:/|$)");

    private final Document page;
    private final JsonLd jsonLd;

    private PageMetadata(Document page) {
        this.page = page;
        this.jsonLd = JsonLd.of(page);
    }

    /// @param page as parsed, nothing removed yet
    static Metadata of(Document page, Hints hints) {
        var said = new PageMetadata(page);
        var facts = new Facts();
        said.title(facts, hints);
        said.author(facts, hints);
        said.language(facts, hints);
        said.published(facts, hints);
        said.modified(facts, hints);
        said.site(facts);
        said.licence(facts);
        said.canonical(facts, hints);
        return facts.metadata(hints);
    }

    private void title(Facts facts, Hints hints) {
        facts.title(JSON_LD, jsonLd.text("headline"))
                .title(MICRODATA, text("[itemprop=headline]"))
                .title(OPENGRAPH, meta("og:title").map(this::withoutSite))
                .title(META, meta("twitter:title").map(this::withoutSite))
                .title(FEED, hints.feed(FeedEntry::title))
                .title(HEURISTIC, text("article h1, main h1"))
                .title(HEURISTIC, onlyHeading())
                .title("title", Optional.of(page.title()).map(this::withoutSite));
    }

    /// A page with several top headings does not say which of them is its title.
    private Optional<String> onlyHeading() {
        var headings = page.select("h1");
        return headings.size() == 1 ? Optional.of(headings.getFirst().text()) : Optional.empty();
    }

    private void author(Facts facts, Hints hints) {
        facts.author(JSON_LD, jsonLd.name("author"))
                .author(MICRODATA, text("[itemprop=author] [itemprop=name]"))
                .author(MICRODATA, text("[itemprop=author]"))
                .author(META, meta("author"))
                .author(OPENGRAPH, meta("article:author"))
                .author(META, meta("parsely-author"))
                .author(META, meta("dc.creator"))
                .author(FEED, hints.feed(FeedEntry::author))
                .author(HEURISTIC, text("a[rel~=author]"))
                .author(HEURISTIC, text(".p-author, .byline .author"));
    }

    private void language(Facts facts, Hints hints) {
        facts.language("html", Optional.of(page.select("html").attr("lang")))
                .language("html", Optional.of(page.select("html").attr("xml:lang")))
                .language(
                        META,
                        Optional.of(
                                page.select("meta[http-equiv=content-language]").attr("content")))
                .language(JSON_LD, jsonLd.text("inLanguage"))
                .language(OPENGRAPH, meta("og:locale"))
                .language(FEED, hints.feed(FeedEntry::language));
    }

    private void published(Facts facts, Hints hints) {
        facts.published(JSON_LD, jsonLd.text("datePublished"))
                .published(MICRODATA, attribute("[itemprop=datePublished]", "content"))
                .published(MICRODATA, attribute("[itemprop=datePublished]", "datetime"))
                .published(OPENGRAPH, meta("article:published_time"))
                .published(OPENGRAPH, meta("og:published_time"))
                .published(META, meta("parsely-pub-date"))
                .published(META, meta("date"))
                .published(META, meta("dc.date"))
                .published(META, meta("dcterms.created"))
                .publishedAt(FEED, hints.feed(FeedEntry::published))
                .published(HEURISTIC, attribute("time.dt-published, time[pubdate]", "datetime"))
                .published(HEURISTIC, attribute("article time, main time", "datetime"))
                .published(HEURISTIC, dateIn(hints.url()))
                .published(HEURISTIC, attribute("time", "datetime"));
    }

    /// Many sites file what they publish by its day: `/2024/03/01/a-bench`.
    private static Optional<String> dateIn(@Nullable URI url) {
        var day = DAY.matcher(url == null || url.getPath() == null ? "" : url.getPath());
        return day.find() ? Optional.of(day.group(1)) : Optional.empty();
    }

    private void modified(Facts facts, Hints hints) {
        facts.modified(JSON_LD, jsonLd.text("dateModified"))
                .modified(MICRODATA, attribute("[itemprop=dateModified]", "content"))
                .modified(MICRODATA, attribute("[itemprop=dateModified]", "datetime"))
                .modified(OPENGRAPH, meta("article:modified_time"))
                .modified(OPENGRAPH, meta("og:updated_time"))
                .modified(META, meta("last-modified"))
                .modified(META, meta("dcterms.modified"))
                .modifiedAt(FEED, hints.feed(FeedEntry::modified))
                .modified(HEURISTIC, attribute("time.dt-updated", "datetime"));
    }

    private void site(Facts facts) {
        facts.site(OPENGRAPH, meta("og:site_name"))
                .site(JSON_LD, jsonLd.name("publisher"))
                .site(JSON_LD, jsonLd.name("isPartOf"))
                .site(MICRODATA, text("[itemprop=publisher] [itemprop=name]"))
                .site(META, meta("application-name"));
    }

    private void licence(Facts facts) {
        facts.licence(JSON_LD, jsonLd.address("license"))
                .licence(MICRODATA, attribute("[itemprop=license]", "abs:href"))
                .licence("html", attribute("link[rel~=(?i)^license$], a[rel~=(?i)\\blicense\\b]", "abs:href"))
                .licence(META, meta("dcterms.license"))
                .licence(META, meta("dc.rights"));
    }

    /// A link to the site's front page, on another page, is a template's mistake and no canonical address.
    private void canonical(Facts facts, Hints hints) {
        facts.url("html", address(page.select("link[rel~=(?i)^canonical$]").attr("abs:href"), hints))
                .url(OPENGRAPH, address(meta("og:url").orElse(""), hints));
    }

    private static Optional<URI> address(String link, Hints hints) {
        return Links.web(link).filter(url -> hints.url() == null || isFront(hints.url()) || !isFront(url));
    }

    private static boolean isFront(URI link) {
        return (link.getPath() == null || link.getPath().length() <= 1) && link.getQuery() == null;
    }

    private String withoutSite(String title) {
        var site = meta("og:site_name").orElse("");
        for (var separator : List.of(" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " « ", " » ", " / ")) {
            int cut = title.lastIndexOf(separator);
            if (cut <= 0) {
                continue;
            }
            var before = title.substring(0, cut);
            var after = title.substring(cut + separator.length());
            if (namesSite(after, site) || isLastOfHeading(before)) {
                return before;
            }
            if (namesSite(before, site)) {
                return after;
            }
        }
        return title;
    }

    private boolean namesSite(String part, String site) {
        if (part.equalsIgnoreCase(site)) {
            return true;
        }
        var host = page.baseUri().replaceFirst("^https?://(www\\.)?([^/:]*).*", "$2");
        var squeezed = part.replaceAll("[^\\p{L}\\p{N}]", "");
        return squeezed.length() >= 3
                && host.replaceAll("[^\\p{L}\\p{N}]", "").regionMatches(true, 0, squeezed, 0, squeezed.length());
    }

    private boolean isLastOfHeading(String title) {
        return page.select("h1, h2").stream().limit(20).map(Element::text).anyMatch(title::equals);
    }

    private Optional<String> meta(String name) {
        return Stream.of("property", "name", "itemprop")
                .map(key -> page.select("meta[" + key + "=" + name + "]"))
                .flatMap(List::stream)
                .map(element -> element.attr("content"))
                .filter(content -> !content.isBlank())
                .findFirst();
    }

    private Optional<String> text(String selector) {
        return Optional.ofNullable(page.selectFirst(selector))
                .map(element -> element.normalName().equals("meta") ? element.attr("content") : element.text());
    }

    private Optional<String> attribute(String selector, String attribute) {
        return page.select(selector).stream()
                .map(element -> element.attr(attribute))
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
