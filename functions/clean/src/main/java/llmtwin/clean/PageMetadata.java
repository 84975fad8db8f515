package llmtwin.clean;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmtwin.core.Category;
import llmtwin.core.Metadata;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What a web page says about itself. For each fact the first that says something wins: JSON-LD, OpenGraph and its
/// kin, `meta` by name, marks in the text (`itemprop`, `time`, `h1`), then `title` without the site's name.
final class PageMetadata {
    private final Document page;
    private final JsonLd jsonLd;

    private PageMetadata(Document page) {
        this.page = page;
        this.jsonLd = JsonLd.of(page);
    }

    /// @param page as parsed, nothing removed yet
    static Metadata of(Document page, Hints hints) {
        var facts = new PageMetadata(page);
        return new Metadata(
                facts.title().orElseGet(hints::titleFromName),
                Category.ARTICLE,
                facts.author().orElse(null),
                facts.language().orElse(null),
                facts.published().orElse(null),
                facts.modified().orElse(null),
                facts.canonical(hints).orElse(hints.url()));
    }

    private Optional<String> title() {
        return first(List.of(
                jsonLd.text("headline"),
                meta("og:title").map(this::withoutSite),
                meta("twitter:title").map(this::withoutSite),
                text("article h1, main h1, [itemprop=headline]"),
                onlyHeading(),
                Optional.of(page.title()).map(this::withoutSite)));
    }

    /// A page with several top headings does not say which of them is its title.
    private Optional<String> onlyHeading() {
        var headings = page.select("h1");
        return headings.size() == 1 ? Optional.of(headings.getFirst().text()) : Optional.empty();
    }

    private Optional<String> author() {
        return first(List.of(
                        jsonLd.name("author"),
                        meta("author"),
                        meta("article:author"),
                        meta("parsely-author"),
                        meta("dc.creator"),
                        text("[itemprop=author] [itemprop=name]"),
                        text("[itemprop=author]"),
                        text("a[rel~=author]"),
                        text(".p-author, .byline .author")))
                .filter(name -> name.length() <= 120 && Links.web(name).isEmpty());
    }

    private Optional<String> language() {
        return first(List.of(
                        Optional.of(page.select("html").attr("lang")),
                        Optional.of(page.select("html").attr("xml:lang")),
                        Optional.of(
                                page.select("meta[http-equiv=content-language]").attr("content")),
                        jsonLd.text("inLanguage"),
                        meta("og:locale")))
                .flatMap(Languages::tag);
    }

    private Optional<Instant> published() {
        return date(List.of(
                jsonLd.text("datePublished"),
                meta("article:published_time"),
                meta("og:published_time"),
                meta("parsely-pub-date"),
                meta("date"),
                meta("dc.date"),
                meta("dcterms.created"),
                attribute("[itemprop=datePublished]", "content"),
                attribute("[itemprop=datePublished]", "datetime"),
                attribute("time.dt-published, time[pubdate]", "datetime"),
                attribute("article time, main time", "datetime"),
                attribute("time", "datetime")));
    }

    private Optional<Instant> modified() {
        return date(List.of(
                jsonLd.text("dateModified"),
                meta("article:modified_time"),
                meta("og:updated_time"),
                meta("last-modified"),
                meta("dcterms.modified"),
                attribute("[itemprop=dateModified]", "content"),
                attribute("[itemprop=dateModified]", "datetime"),
                attribute("time.dt-updated", "datetime")));
    }

    /// A link to the site's front page, on another page, is a template's mistake and no canonical address.
    private Optional<URI> canonical(Hints hints) {
        return Stream.of(
                        page.select("link[rel~=(?i)^canonical$]").attr("abs:href"),
                        meta("og:url").orElse(""))
                .map(Links::web)
                .flatMap(Optional::stream)
                .filter(link -> hints.url() == null || isFront(hints.url()) || !isFront(link))
                .findFirst();
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

    private static Optional<String> first(List<Optional<String>> values) {
        return values.stream()
                .flatMap(Optional::stream)
                .map(Lines::squeezed)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Optional<Instant> date(List<Optional<String>> values) {
        return values.stream()
                .flatMap(Optional::stream)
                .flatMap(value -> Dates.parse(value).stream())
                .findFirst();
    }
}
