package llmtwin.crawl;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmtwin.core.FeedEntry;
import llmtwin.core.Piece;
import llmtwin.core.WebAddress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The entries of RSS, RDF, Atom and JSON feeds that stand for a page of the web, in the order of the feed.
///
/// @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287, Atom</a>
/// @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
final class FeedItems {
    /// How RSS writes a person: `address (name)`.
    private static final Pattern MAIL_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\((.+)\\)");

    private final URI feed;

    private FeedItems(URI feed) {
        this.feed = feed;
    }

    static List<FeedItem> ofAtom(Document document, URI feed) {
        return read(FeedXml.all(document, "entry"), new FeedItems(feed)::atom);
    }

    static List<FeedItem> ofRss(Document document, URI feed) {
        return read(FeedXml.all(document, "item"), new FeedItems(feed)::rss);
    }

    static List<FeedItem> ofJson(JsonNode document, URI feed) {
        return read(document.path("items"), item -> new FeedItems(feed).json(document, item));
    }

    private static <T> List<FeedItem> read(Iterable<T> entries, Function<T, Optional<FeedItem>> read) {
        var items = new ArrayList<FeedItem>();
        entries.forEach(entry -> read.apply(entry).ifPresent(items::add));
        return items;
    }

    private Optional<FeedItem> atom(Element entry) {
        var published = FeedXml.text(entry, "published");
        var modified = FeedXml.text(entry, "updated");
        return item(
                base(entry),
                alternate(entry),
                published,
                modified,
                said(atomTitle(entry), atomAuthor(entry), language(entry), published, modified),
                () -> atomText(entry));
    }

    private Optional<FeedItem> rss(Element item) {
        var published = first(FeedXml.text(item, "pubDate"), FeedXml.text(item, "date"));
        var modified = first(FeedXml.text(item, "updated"), FeedXml.text(item, "modified"));
        return item(
                base(item),
                rssLink(item),
                published,
                modified,
                said(rssTitle(item), rssAuthor(item), language(item), published, modified),
                () -> rssText(item));
    }

    private Optional<FeedItem> json(JsonNode document, JsonNode item) {
        var published = string(item, "date_published");
        var modified = string(item, "date_modified");
        var author = first(jsonAuthor(item), jsonAuthor(document));
        var language = first(string(item, "language"), string(document, "language"));
        return item(
                feed,
                string(item, "url"),
                published,
                modified,
                said(string(item, "title"), author, language, published, modified),
                () -> jsonText(item));
    }

    private static Optional<FeedItem> item(
            URI base,
            @Nullable String link,
            @Nullable String published,
            @Nullable String modified,
            FeedEntry said,
            Supplier<Optional<FeedText>> text) {
        return address(base, link).map(url -> new FeedItem(url, published, modified, said, text));
    }

    private FeedEntry said(
            @Nullable String title,
            @Nullable String author,
            @Nullable String language,
            @Nullable String published,
            @Nullable String modified) {
        return new FeedEntry(
                feed, title, author, language, ListingDate.earliest(published), ListingDate.earliest(modified));
    }

    /// The address that a link means; empty if it is none of the web.
    static Optional<URI> address(URI base, @Nullable String link) {
        try {
            return link == null
                    ? Optional.empty()
                    : Optional.of(WebAddress.withoutTracking(WebAddress.resolve(base, link)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Links stand relative to the nearest `xml:base`.
    private URI base(Element entry) {
        return Optional.ofNullable(entry.closest("[xml:base]"))
                .flatMap(holder -> address(feed, holder.attr("xml:base")))
                .orElse(feed);
    }

    /// The link of an Atom entry, or feed, to its page: the one that says `alternate` or nothing.
    static @Nullable String alternate(Element entry) {
        return FeedXml.children(entry, "link")
                .filter(link -> link.hasAttr("href"))
                .filter(link -> link.attr("rel").isEmpty() || link.attr("rel").equals("alternate"))
                .map(link -> link.attr("href"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String rssLink(Element item) {
        var about = item.hasAttr("rdf:about") ? item.attr("rdf:about") : null;
        return Stream.of(FeedXml.text(item, "link"), alternate(item), permalink(item))
                .filter(link -> link != null)
                .findFirst()
                .orElse(about);
    }

    private static @Nullable String permalink(Element item) {
        return FeedXml.children(item, "guid")
                .filter(guid -> !guid.attr("isPermaLink").equals("false"))
                .map(Element::text)
                .filter(text -> text.startsWith("http"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String atomTitle(Element entry) {
        return FeedXml.children(entry, "title")
                .findFirst()
                .map(title -> title.attr("type").equals("html") ? plain(title.text()) : title.text())
                .orElse(null);
    }

    /// RSS does not say whether its titles are HTML: what looks like an entity is one, what looks like a tag stays.
    private static @Nullable String rssTitle(Element item) {
        var title = FeedXml.text(item, "title");
        return title == null ? null : Parser.unescapeEntities(title, false);
    }

    private static @Nullable String atomAuthor(Element entry) {
        return Stream.iterate(entry, element -> element != null, Element::parent)
                .flatMap(holder -> FeedXml.children(holder, "author"))
                .map(author -> FeedXml.text(author, "name"))
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String rssAuthor(Element item) {
        var written = first(FeedXml.text(item, "creator"), FeedXml.text(item, "author"));
        if (written == null || !written.contains("@")) {
            return written;
        }
        var person = MAIL_AND_NAME.matcher(written);
        return person.matches() ? person.group(1) : null;
    }

    private static @Nullable String language(Element entry) {
        var named = first(FeedXml.text(entry, "language"), FeedXml.text(entry.parent(), "language"));
        var holder = entry.closest("[xml:lang]");
        return holder == null ? named : holder.attr("xml:lang");
    }

    private static @Nullable String jsonAuthor(JsonNode holder) {
        return first(string(holder.path("authors").path(0), "name"), string(holder.path("author"), "name"));
    }

    private static Optional<FeedText> rssText(Element item) {
        var summary = FeedXml.written(item, "description").orElse("");
        return FeedXml.written(item, "encoded").map(html -> FeedText.of(Piece.Format.HTML, html, summary));
    }

    private static Optional<FeedText> atomText(Element entry) {
        var summary = FeedXml.written(entry, "summary").orElse("");
        return FeedXml.children(entry, "content")
                .filter(content -> !content.hasAttr("src"))
                .findFirst()
                .flatMap(content -> switch (content.attr("type")) {
                    case "xhtml" -> Optional.of(FeedText.of(Piece.Format.HTML, content.html(), summary));
                    case "html", "text/html" ->
                        Optional.of(FeedText.of(Piece.Format.HTML, content.wholeText(), summary));
                    case "", "text", "text/plain" ->
                        Optional.of(FeedText.of(Piece.Format.TEXT, content.wholeText(), summary));
                    default -> Optional.empty();
                });
    }

    private static Optional<FeedText> jsonText(JsonNode item) {
        var summary = Optional.ofNullable(string(item, "summary")).orElse("");
        var html = Optional.ofNullable(string(item, "content_html"))
                .map(body -> FeedText.of(Piece.Format.HTML, body, summary));
        return html.or(() -> Optional.ofNullable(string(item, "content_text"))
                .map(body -> FeedText.of(Piece.Format.TEXT, body, summary)));
    }

    private static String plain(String html) {
        return Jsoup.parse(html).text();
    }

    static @Nullable String string(JsonNode item, String name) {
        return item.path(name).isString() ? item.path(name).stringValue() : null;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
