package llmtwin.clean;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What the package document of an EPUB says: about the book, and which files are its chapters, in reading order.
///
/// @see <a href="https://www.w3.org/TR/epub-33/#sec-package-doc">EPUB 3.3</a>
final class EpubPackage {
    private static final String CONTAINER = "META-INF/container.xml";

    private final Document xml;
    private final String folder;

    private EpubPackage(Document xml, String folder) {
        this.xml = xml;
        this.folder = folder;
    }

    /// @throws IOException if the book has none
    static EpubPackage of(ZipParts parts) throws IOException {
        var declared = parts.xml(CONTAINER)
                .map(container -> container.select("rootfile[full-path]").attr("full-path"))
                .flatMap(path -> parts.xml(path).map(found -> new EpubPackage(found, folder(path))));
        if (declared.isPresent()) {
            return declared.get();
        }
        for (var name : parts.names()) {
            var found = name.endsWith(".opf") ? parts.xml(name) : Optional.<Document>empty();
            if (found.isPresent()) {
                return new EpubPackage(found.get(), folder(name));
            }
        }
        throw new IOException("it has no package document");
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// The names of the parts that hold the text, in reading order, without covers and tables of contents.
    List<String> chapters() {
        var beside = besideTheText();
        var items = new HashMap<String, Element>();
        xml.select("*|item[id]").forEach(item -> items.putIfAbsent(item.attr("id"), item));
        var chapters = new LinkedHashSet<String>();
        for (var reference : xml.select("*|itemref[idref]")) {
            var item = items.get(reference.attr("idref"));
            if (item != null && !item.attr("properties").matches(".*\\b(?:nav|cover-image)\\b.*")) {
                chapters.add(path(item.attr("href")));
            }
        }
        chapters.removeAll(beside);
        return List.copyOf(chapters);
    }

    private Set<String> besideTheText() {
        return xml.select("*|guide > *|reference").stream()
                .filter(reference -> reference.attr("type").matches("(?i)cover|toc"))
                .map(reference -> path(reference.attr("href")))
                .collect(Collectors.toSet());
    }

    /// The name of the part that a relative link in the package leads to.
    private String path(String href) {
        var steps = new ArrayDeque<String>();
        for (var step : (folder + decoded(href.replaceFirst("#.*", ""))).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private static String decoded(String href) {
        try {
            return URLDecoder.decode(href.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return href; // A sign of percent that is meant as one.
        }
    }

    Optional<String> title() {
        return text("*|metadata *|title");
    }

    /// All who wrote it, in the order the book gives.
    Optional<String> creators() {
        var names = xml.select("*|metadata *|creator").stream()
                .map(Element::text)
                .map(Lines::squeezed)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return Optional.of(names).filter(all -> !all.isEmpty());
    }

    Optional<String> language() {
        return text("*|metadata *|language");
    }

    /// EPUB 2 has several dates and says which is which.
    Optional<String> published() {
        return xml.select("*|metadata *|date").stream()
                .filter(date -> !date.attr("opf:event").matches("(?i)modification|creation|conversion"))
                .map(Element::text)
                .findFirst();
    }

    Optional<String> modified() {
        return text("*|metadata *|meta[property=dcterms:modified]")
                .or(() -> text("*|metadata *|date[opf:event=modification]"));
    }

    Optional<String> rights() {
        return text("*|metadata *|rights");
    }

    private Optional<String> text(String selector) {
        return Optional.ofNullable(xml.selectFirst(selector)).map(Element::text);
    }
}
