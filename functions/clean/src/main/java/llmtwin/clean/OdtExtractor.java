package llmtwin.clean;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import llmtwin.core.Metadata;
import org.jsoup.nodes.Document;

/// An OpenDocument text, as LibreOffice writes it: headings, lists, tables, links, notes and emphasis as Markdown.
final class OdtExtractor implements Extractor {
    private static final String META = "odt-meta";
    private static final Set<String> PARTS = Set.of("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        try {
            var parts = ZipParts.of(bytes, PARTS::contains);
            if (isEncrypted(parts)) {
                return new CleanOutcome.Unreadable(
                        "the document is password-protected; save it without a password and send it again");
            }
            var content = parts.xml("content.xml");
            var office = content.map(xml -> xml.selectFirst("office|body > office|text"));
            if (content.isEmpty() || office.isEmpty()) {
                return unreadable("it has no body");
            }
            var shared = parts.xml("styles.xml");
            var body = new OdtBody(OdtStyles.of(content.get(), shared));
            var text = HtmlToMarkdown.of(body.html(office.get()));
            return new CleanOutcome.Text("odt", metadata(parts.xml("meta.xml"), shared, body.title(), hints), text);
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static CleanOutcome unreadable(String reason) {
        return new CleanOutcome.Unreadable("the ODT cannot be read: " + reason);
    }

    private static boolean isEncrypted(ZipParts parts) {
        return parts.xml("META-INF/manifest.xml")
                .map(manifest -> manifest.selectFirst("manifest|encryption-data"))
                .isPresent();
    }

    private static Metadata metadata(
            Optional<Document> meta, Optional<Document> styles, Optional<String> title, Hints hints) {
        return new Facts()
                .title(META, text(meta, "dc|title"))
                .title("heading", title)
                .author(META, text(meta, "meta|initial-creator"))
                .author(META, text(meta, "dc|creator"))
                .language(META, text(meta, "dc|language"))
                .language("odt-styles", styles.flatMap(OdtExtractor::language))
                .published(META, text(meta, "meta|creation-date"))
                .modified(META, text(meta, "dc|date"))
                .metadata(hints);
    }

    /// What the document is written in unless a part of it says otherwise.
    private static Optional<String> language(Document styles) {
        var properties = styles.select("style|default-style[style:family=paragraph] > style|text-properties");
        var language = properties.attr("fo:language");
        var country = properties.attr("fo:country");
        return Optional.of(country.matches("[A-Z]{2}") ? language + "-" + country : language)
                .filter(tag -> !tag.startsWith("none"));
    }

    private static Optional<String> text(Optional<Document> meta, String element) {
        return meta.map(xml -> xml.selectFirst(element))
                .map(found -> Lines.squeezed(found.text()))
                .filter(text -> !text.isEmpty());
    }
}
