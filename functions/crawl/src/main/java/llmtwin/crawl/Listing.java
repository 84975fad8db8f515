package llmtwin.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import llmtwin.core.Json;
import llmtwin.crawl.Discovery.Entry;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads lists of documents: RSS, RDF, Atom and JSON feeds, sitemaps and their indexes. Told apart by their content,
/// for servers declare them in every way. The XML parser knows no DTD, so no entity can reach anything or explode.
final class Listing {
    /// As many as a sitemap may have.
    private static final int MAX_ENTRIES = 50_000;

    private static final Set<String> SITEMAPS = Set.of("sitemapindex", "urlset");
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
        var root = root(plain);
        if (root.isPresent()) {
            return xml(root.get(), parse(plain, contentType, url), url, isClosed(plain));
        }
        return isJson(plain) ? json(plain, url) : new Discovery.Page();
    }

    /// The entries of a feed with all they have; none if it is something else. The parameters are those of [#read].
    static List<FeedItem> items(byte[] body, String contentType, URI url, int maxBytes) throws IOException {
        var plain = unzipped(body, maxBytes);
        var root = root(plain).filter(name -> !SITEMAPS.contains(name));
        if (root.isPresent()) {
            return items(root.get(), parse(plain, contentType, url), url);
        }
        var feed = isJson(plain) ? tree(plain) : null;
        return feed == null ? List.of() : FeedItems.ofJson(feed, url);
    }

    private static Optional<String> root(byte[] body) {
        var root = ROOT.matcher(head(body));
        return root.find() ? Optional.of(root.group(1)) : Optional.empty();
    }

    private static boolean isJson(byte[] body) {
        var head = head(body);
        return head.stripLeading().startsWith("{") && head.contains("jsonfeed.org/version");
    }

    private static String head(byte[] body) {
        return new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.ISO_8859_1)
                .replaceAll("\u0000|^\u00EF\u00BB\u00BF|^\u00FE\u00FF|^\u00FF\u00FE", "");
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
        return switch (root) {
            case "sitemapindex" -> new Discovery.Index(sitemap(document, "sitemap", url));
            case "urlset" -> {
                var entries = sitemap(document, "url", url);
                yield Discovery.Entries.ofSitemap(entries, isClosed && entries.size() < MAX_ENTRIES);
            }
            default ->
                Discovery.Entries.ofFeed(
                        entries(items(root, document, url)), home(document, root, url), FeedPaging.next(document, url));
        };
    }

    private static List<FeedItem> items(String root, Document document, URI url) {
        return root.equals("feed") ? FeedItems.ofAtom(document, url) : FeedItems.ofRss(document, url);
    }

    private static List<Entry> entries(List<FeedItem> items) {
        return once(items.stream().map(FeedItem::entry));
    }

    private static List<Entry> sitemap(Document document, String name, URI url) {
        return once(FeedXml.all(document, name).stream().flatMap(entry -> {
            var modified = ListingDate.latest(FeedXml.text(entry, "lastmod"));
            return FeedItems.address(url, FeedXml.text(entry, "loc")).stream()
                    .map(address -> new Entry(address, null, modified));
        }));
    }

    /// Each address once, as it is named first.
    private static List<Entry> once(Stream<Entry> entries) {
        var byAddress = new LinkedHashMap<URI, Entry>();
        entries.takeWhile(_ -> byAddress.size() < MAX_ENTRIES)
                .forEachOrdered(entry -> byAddress.putIfAbsent(entry.url(), entry));
        return List.copyOf(byAddress.values());
    }

    /// The page that a feed says it belongs to.
    private static @Nullable URI home(Document document, String root, URI url) {
        return FeedXml.all(document, root.equals("feed") ? "feed" : "channel").stream()
                .findFirst()
                .map(feed -> root.equals("feed") ? FeedItems.alternate(feed) : FeedXml.text(feed, "link"))
                .flatMap(address -> FeedItems.address(url, address))
                .orElse(null);
    }

    private static Discovery json(byte[] body, URI url) {
        var feed = tree(body);
        return feed == null
                ? new Discovery.Page()
                : Discovery.Entries.ofFeed(
                        entries(FeedItems.ofJson(feed, url)),
                        address(feed, "home_page_url", url),
                        address(feed, "next_url", url));
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            return Json.tree(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable URI address(JsonNode feed, String name, URI url) {
        return FeedItems.address(url, FeedItems.string(feed, name)).orElse(null);
    }
}
