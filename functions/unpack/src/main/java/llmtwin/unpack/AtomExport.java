package llmtwin.unpack;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;

/// A blog as an Atom file, as Blogger backs blogs up (`blog-….xml`), as Google Takeout holds them
/// (`Blogs/{name}/feed.atom`), or of any other program. Alone or zipped. Posts and pages that are published are read;
/// comments, templates, settings and drafts are not.
final class AtomExport implements Export {
    private static final Predicate<String> XML = Archive.ending(Pattern.compile("[^/]+\\.(?:xml|atom)"));
    private static final Pattern FEED = Pattern.compile("<(?:\\w+:)?feed\\b[^>]*http://www\\.w3\\.org/2005/Atom");
    private static final String KIND = "http://schemas.google.com/g/2005#kind";

    @Override
    public String name() {
        return "atom";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        return !files(archive).isEmpty();
    }

    private static List<String> files(Archive archive) throws IOException {
        return XmlFiles.of(archive, XML, FEED);
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        for (var file : files(archive)) {
            var site = new HashMap<String, String>();
            XmlRecords.each(archive, file, (element, limit) -> {
                limit.next();
                switch (element.getLocalName()) {
                    case "entry" -> {
                        var entry = fields(element);
                        if (isPublished(entry)) {
                            members.accept(new Member.Writing(piece(entry, site)));
                        }
                    }
                    case "title" -> site.putIfAbsent("title", XmlRecords.text(element));
                    case "author" -> site.putIfAbsent("author", author(element));
                    case "feed" ->
                        site.put(
                                "language",
                                String.valueOf(
                                        element.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang")));
                    default -> {} // Read on inside.
                }
            });
        }
    }

    private static Map<String, String> fields(XMLStreamReader entry) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        while (entry.next() != XMLStreamConstants.END_ELEMENT) {
            if (entry.isStartElement()) {
                field(entry, fields);
            }
        }
        return fields;
    }

    private static void field(XMLStreamReader element, Map<String, String> fields) throws XMLStreamException {
        var name = element.getLocalName();
        switch (name) {
            case "category" -> {
                if (KIND.equals(XmlRecords.attribute(element, "scheme"))) {
                    var term = XmlRecords.attribute(element, "term");
                    fields.put("type", term.substring(term.indexOf('#') + 1));
                }
                XmlRecords.skip(element);
            }
            case "link" -> {
                var rel = XmlRecords.attribute(element, "rel");
                if (rel.isEmpty() || rel.equals("alternate")) {
                    fields.putIfAbsent("link", XmlRecords.attribute(element, "href"));
                }
                XmlRecords.skip(element);
            }
            case "author" -> fields.put("author", author(element));
            case "control" -> fields.put("draft", XmlRecords.text(element).strip());
            case "content", "title", "summary" -> fields.put(name, html(element));
            case "id", "published", "updated", "type", "status", "in-reply-to", "draft" ->
                fields.putIfAbsent(name, XmlRecords.text(element).strip());
            default -> XmlRecords.skip(element);
        }
    }

    /// The text of an Atom text construct as HTML (RFC 4287, section 3.1).
    private static String html(XMLStreamReader element) throws XMLStreamException {
        return switch (XmlRecords.attribute(element, "type")) {
            case "xhtml", "application/xhtml+xml" -> XmlRecords.markup(element);
            case "html", "text/html" -> XmlRecords.text(element);
            default -> HtmlPage.paragraph(XmlRecords.text(element).strip());
        };
    }

    private static String author(XMLStreamReader element) throws XMLStreamException {
        var name = "";
        while (element.next() != XMLStreamConstants.END_ELEMENT) {
            if (element.isStartElement()) {
                boolean wanted = element.getLocalName().equals("name");
                var text = XmlRecords.text(element).strip();
                name = wanted ? text : name;
            }
        }
        return name;
    }

    private static boolean isPublished(Map<String, String> entry) {
        var type = entry.getOrDefault("type", "post");
        return (type.equalsIgnoreCase("post") || type.equalsIgnoreCase("page"))
                && entry.getOrDefault("status", "LIVE").equals("LIVE")
                && !entry.getOrDefault("draft", "").contains("yes")
                && !entry.containsKey("in-reply-to")
                && !body(entry).isBlank();
    }

    private static String body(Map<String, String> entry) {
        return entry.getOrDefault("content", entry.getOrDefault("summary", ""));
    }

    private Piece piece(Map<String, String> entry, Map<String, String> site) {
        var link = entry.getOrDefault("link", "");
        return Piece.at(Addresses.of(this, entry.getOrDefault("id", link)), Category.ARTICLE)
                .title(HtmlPage.text(entry.getOrDefault("title", "")))
                .author(entry.getOrDefault("author", site.get("author")))
                .published(Times.parse(entry.get("published")))
                .modified(Times.parse(entry.get("updated")))
                .url(link)
                .language(site.get("language"))
                .siteName(site.get("title"))
                .body(Piece.Format.HTML, body(entry))
                .build();
    }
}
