package llmtwin.unpack;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.jspecify.annotations.Nullable;

/// WordPress eXtended RSS, alone or zipped: RSS 2.0 whose items are posts and pages with everything known about them.
final class WordPressExport implements Export {
    private static final Predicate<String> XML = Archive.ending(Pattern.compile("[^/]+\\.(?:xml|wxr)"));
    private static final Pattern NAMESPACE = Pattern.compile("xmlns:wp=[\"']https?://wordpress\\.org/export/");
    private static final Set<String> WANTED = Set.of(
            "title",
            "link",
            "guid",
            "pubDate",
            "dc:creator",
            "content:encoded",
            "wp:post_id",
            "wp:post_date_gmt",
            "wp:post_modified_gmt",
            "wp:status",
            "wp:post_type",
            "wp:post_password");

    @Override
    public String name() {
        return "wordpress";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        return !files(archive).isEmpty();
    }

    private static List<String> files(Archive archive) throws IOException {
        return XmlFiles.of(archive, XML, NAMESPACE);
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        for (var file : files(archive)) {
            var site = new Site();
            XmlRecords.each(archive, file, (element, limit) -> {
                limit.next();
                switch (XmlRecords.name(element)) {
                    case "title" -> site.title = site.title.isEmpty() ? XmlRecords.text(element) : site.title;
                    case "language" -> site.language = XmlRecords.text(element);
                    case "wp:author" ->
                        site.author(fields(element, Set.of("wp:author_login", "wp:author_display_name")));
                    case "item" -> item(fields(element, WANTED), site, members);
                    case "image" -> XmlRecords.skip(element);
                    default -> {} // Read on inside.
                }
            });
        }
    }

    /// What the file says about all of its items.
    private static final class Site {
        private String title = "";
        private String language = "";
        private final Map<String, String> authors = new HashMap<>();

        void author(Map<String, String> fields) {
            authors.put(fields.getOrDefault("wp:author_login", ""), fields.getOrDefault("wp:author_display_name", ""));
        }
    }

    /// The wanted children of an element, each by its name; of several, the first.
    private static Map<String, String> fields(XMLStreamReader element, Set<String> wanted) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        while (element.next() != XMLStreamConstants.END_ELEMENT) {
            if (element.isStartElement()) {
                var name = XmlRecords.name(element);
                if (wanted.contains(name)) {
                    fields.putIfAbsent(name, XmlRecords.text(element));
                } else {
                    XmlRecords.skip(element);
                }
            }
        }
        return fields;
    }

    private void item(Map<String, String> item, Site site, Consumer<Member> members) {
        var type = item.getOrDefault("wp:post_type", "");
        boolean written = (type.equals("post") || type.equals("page"))
                && item.getOrDefault("wp:status", "").equals("publish")
                && item.getOrDefault("wp:post_password", "").isEmpty()
                && !item.getOrDefault("content:encoded", "").isBlank();
        if (written) {
            members.accept(new Member.Writing(piece(item, site)));
        }
    }

    private Piece piece(Map<String, String> item, Site site) {
        var login = item.getOrDefault("dc:creator", "");
        var author = site.authors.getOrDefault(login, "");
        var link = item.getOrDefault("link", "");
        var guid = item.getOrDefault("guid", "");
        var id = guid.isBlank() ? (link.isBlank() ? item.getOrDefault("wp:post_id", "") : link) : guid;
        return Piece.at(Addresses.of(this, id), Category.ARTICLE)
                .title(HtmlPage.text(item.getOrDefault("title", "")))
                .author(author.isBlank() ? login : author)
                .published(first(item, "wp:post_date_gmt", "pubDate"))
                .modified(first(item, "wp:post_modified_gmt"))
                .url(link)
                .language(site.language)
                .siteName(site.title)
                .body(Piece.Format.HTML, WordPressParagraphs.of(item.getOrDefault("content:encoded", "")))
                .build();
    }

    private static @Nullable Instant first(Map<String, String> item, String... names) {
        for (var name : names) {
            var time = Times.parse(item.get(name));
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
