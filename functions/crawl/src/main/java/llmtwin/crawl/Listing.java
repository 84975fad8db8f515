package llmtwin.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import llmtwin.core.Json;
import llmtwin.core.WebAddress;
import llmtwin.crawl.Discovery.Entry;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads lists of documents: RSS, RDF, Atom and JSON feeds, sitemaps and their indexes. Told apart by their content,
/// for servers declare them in every way. The XML parser knows no DTD, so no entity can reach anything or explode.
final class Listing {
    private static final int SITEMAP_MAX_URLS = 50_000;
    private static final int HEAD = 4_096;
    private static final int TAIL = 512;
    private static final Pattern ROOT = Pattern.compile(
            "^\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*|<![Dd][Oo][Cc][Tt][Yy][Pp][Ee][^>\\[]*(?:\\[.*?]\\s*)?>\\s*)*"
                    + "<(?:[\\w-]+:)?(rss|feed|RDF|urlset|sitemapindex)[\\s>]",
            Pattern.DOTALL);
    private static final Pattern END_OF_SITEMAP = Pattern.compile("</(?:[\\w-]+:)?urlset\\s*>");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private Listing() {}

    /// @param body as fetched; a sitemap may be gzipped once more
    /// @param contentType only its charset counts
    /// @param url against which links are resolved
    /// @param maxBytes how much a gzipped sitemap may unfold to; what is beyond is not read
    static Discovery read(byte[] body, String contentType, URI url, int maxBytes) throws IOException {
        var plain = unzipped(body, maxBytes);
        var head = new String(plain, 0, Math.min(plain.length, HEAD), StandardCharsets.ISO_8859_1)
                .replaceAll("\u0000|^\u00EF\u00BB\u00BF|^\u00FE\u00FF|^\u00FF\u00FE", "");
        var root = ROOT.matcher(head);
        if (root.find()) {
            return xml(root.group(1), parse(plain, contentType, url), url, isClosed(plain));
        }
        return head.stripLeading().startsWith("{") && head.contains("jsonfeed.org/version")
                ? json(plain, url)
                : new Discovery.Page();
    }

    /// Whether a sitemap has its end; one that broke off on its way shows only some of its addresses.
    private static boolean isClosed(byte[] body) {
        int from = Math.max(0, body.length - TAIL);
        var tail = new String(body, from, body.length - from, StandardCharsets.ISO_8859_1).replace("\u0000", "");
        return END_OF_SITEMAP.matcher(tail).find();
    }

    private static byte[] unzipped(byte[] body, int maxBytes) throws IOException {
        if (body.length < 2 || (body[0] & 0xFF) != 0x1F || (body[1] & 0xFF) != 0x8B) {
            return body;
        }
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unzipped.readNBytes(maxBytes);
        }
    }

    private static Document parse(byte[] body, String contentType, URI url) throws IOException {
        return Jsoup.parse(new ByteArrayInputStream(body), charset(contentType), url.toString(), Parser.xmlParser());
    }

    /// The one that a content type names; null if it names none that is known.
    static @Nullable String charset(String contentType) {
        var declared = CHARSET.matcher(contentType);
        return declared.find() && isKnown(declared.group(1)) ? declared.group(1) : null;
    }

    private static boolean isKnown(String charset) {
        try {
            return java.nio.charset.Charset.isSupported(charset);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Discovery xml(String root, Document document, URI url, boolean isClosed) {
        var found = new Collector(url);
        switch (root) {
            case "sitemapindex", "urlset" -> {
                for (var entry : named(document, root.equals("urlset") ? "url" : "sitemap")) {
                    found.add(text(entry, "loc"), null, text(entry, "lastmod"));
                }
            }
            case "feed" -> named(document, "entry").forEach(entry -> atom(found, entry));
            default -> named(document, "item").forEach(item -> rss(found, item));
        }
        return switch (root) {
            case "sitemapindex" -> new Discovery.Index(found.list());
            case "urlset" -> Discovery.Entries.ofSitemap(found.list(), isClosed && !found.isFull());
            default ->
                Discovery.Entries.ofFeed(found.list(), home(document, root, url), FeedPaging.next(document, url));
        };
    }

    /// The page that a feed says it belongs to.
    private static @Nullable URI home(Document document, String root, URI url) {
        var holder = named(document, root.equals("feed") ? "feed" : "channel").stream()
                .findFirst();
        var link = holder.map(feed -> root.equals("feed") ? alternate(feed) : text(feed, "link"));
        return link.flatMap(address -> Collector.resolved(url, address)).orElse(null);
    }

    private static void atom(Collector found, Element entry) {
        found.in(entry).add(alternate(entry), text(entry, "published"), text(entry, "updated"));
    }

    private static void rss(Collector found, Element item) {
        var link = text(item, "link");
        if (link == null) {
            link = alternate(item);
        }
        if (link == null) {
            link = permalink(item);
        }
        if (link == null) {
            link = item.hasAttr("rdf:about") ? item.attr("rdf:about") : null;
        }
        var published = text(item, "pubDate");
        var modified = text(item, "updated") == null ? text(item, "modified") : text(item, "updated");
        found.in(item).add(link, published == null ? text(item, "date") : published, modified);
    }

    /// The link of an Atom entry to its document: the one that says `alternate` or nothing.
    private static @Nullable String alternate(Element entry) {
        return entry.children().stream()
                .filter(child -> localName(child).equals("link") && child.hasAttr("href"))
                .filter(child ->
                        child.attr("rel").isEmpty() || child.attr("rel").equals("alternate"))
                .map(child -> child.attr("href"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String permalink(Element item) {
        return item.children().stream()
                .filter(child -> localName(child).equals("guid"))
                .filter(child -> !child.attr("isPermaLink").equals("false"))
                .map(Element::text)
                .filter(text -> text.startsWith("http"))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> named(Document document, String name) {
        return document.stream()
                .filter(element -> localName(element).equals(name))
                .toList();
    }

    private static @Nullable String text(Element parent, String name) {
        return parent.children().stream()
                .filter(child -> localName(child).equals(name))
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static String localName(Element element) {
        var name = element.tagName();
        return name.substring(name.indexOf(':') + 1);
    }

    private static Discovery json(byte[] body, URI url) {
        var found = new Collector(url);
        JsonNode feed;
        try {
            feed = Json.tree(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return new Discovery.Page();
        }
        for (var item : feed.path("items")) {
            found.add(string(item, "url"), string(item, "date_published"), string(item, "date_modified"));
        }
        return Discovery.Entries.ofFeed(
                found.list(), address(feed, "home_page_url", url), address(feed, "next_url", url));
    }

    private static @Nullable URI address(JsonNode feed, String name, URI url) {
        var address = string(feed, name);
        return address == null ? null : Collector.resolved(url, address).orElse(null);
    }

    private static @Nullable String string(JsonNode item, String name) {
        return item.path(name).isString() ? item.path(name).stringValue() : null;
    }

    /// Collects addresses, each once; what is no address of the web is passed over.
    private static final class Collector {
        private final URI document;
        private final LinkedHashMap<URI, Entry> entries = new LinkedHashMap<>();
        private URI base;

        Collector(URI document) {
            this.document = document;
            this.base = document;
        }

        /// Links stand relative to the nearest `xml:base`.
        Collector in(Element element) {
            base = Optional.ofNullable(element.closest("[xml:base]"))
                    .flatMap(holder -> resolved(document, holder.attr("xml:base")))
                    .orElse(document);
            return this;
        }

        void add(@Nullable String link, @Nullable String published, @Nullable String modified) {
            if (link != null && entries.size() < SITEMAP_MAX_URLS) {
                resolved(base, link)
                        .ifPresent(url -> entries.putIfAbsent(
                                url,
                                new Entry(
                                        url,
                                        published == null ? null : ListingDate.parse(published),
                                        modified == null ? null : ListingDate.parse(modified))));
            }
        }

        /// Whether it may have named more than was taken.
        boolean isFull() {
            return entries.size() == SITEMAP_MAX_URLS;
        }

        List<Entry> list() {
            return new ArrayList<>(entries.values());
        }

        private static Optional<URI> resolved(URI base, String link) {
            try {
                return Optional.of(WebAddress.withoutTracking(WebAddress.resolve(base, link)));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }
}
