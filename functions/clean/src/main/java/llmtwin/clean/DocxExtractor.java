package llmtwin.clean;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import llmtwin.core.Metadata;
import org.jsoup.nodes.Document;

/// A Word document (Office Open XML): headings, lists, tables, links and emphasis as Markdown.
final class DocxExtractor implements Extractor {
    private static final String PROPERTIES = "docx-properties";
    private static final Set<String> PARTS = Set.of(
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            "word/_rels/document.xml.rels",
            "word/footnotes.xml",
            "word/_rels/footnotes.xml.rels",
            "word/endnotes.xml",
            "word/_rels/endnotes.xml.rels",
            "docProps/core.xml");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        try {
            var parts = ZipParts.of(bytes, PARTS::contains);
            var document = parts.xml("word/document.xml").map(xml -> xml.selectFirst("w|body"));
            if (document.isEmpty()) {
                return unreadable("it has no body");
            }
            var body = new DocxBody(
                    DocxStyles.of(parts.xml("word/styles.xml")),
                    DocxNumbering.of(parts.xml("word/numbering.xml")),
                    DocxLinks.of(parts.xml("word/_rels/document.xml.rels")),
                    notes(parts));
            var text = body.markdown(document.get());
            var metadata = metadata(parts.xml("docProps/core.xml"), body.title(), hints);
            return new CleanOutcome.Text("docx", metadata, text);
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static DocxNotes notes(ZipParts parts) {
        return new DocxNotes()
                .with(parts.xml("word/footnotes.xml"), DocxLinks.of(parts.xml("word/_rels/footnotes.xml.rels")))
                .with(parts.xml("word/endnotes.xml"), DocxLinks.of(parts.xml("word/_rels/endnotes.xml.rels")));
    }

    private static CleanOutcome unreadable(String reason) {
        return new CleanOutcome.Unreadable("the DOCX cannot be read: " + reason);
    }

    private static Metadata metadata(Optional<Document> core, Optional<String> title, Hints hints) {
        return new Facts()
                .title(PROPERTIES, text(core, "dc|title"))
                .title("heading", title)
                .author(PROPERTIES, text(core, "dc|creator"))
                .language(PROPERTIES, text(core, "dc|language"))
                .published(PROPERTIES, text(core, "dcterms|created"))
                .modified(PROPERTIES, text(core, "dcterms|modified"))
                .licence(PROPERTIES, text(core, "dc|rights"))
                .metadata(hints);
    }

    private static Optional<String> text(Optional<Document> core, String element) {
        return core.map(xml -> xml.select(element).text()).map(Lines::squeezed).filter(text -> !text.isEmpty());
    }
}
