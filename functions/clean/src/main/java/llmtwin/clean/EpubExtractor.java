package llmtwin.clean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import llmtwin.core.Metadata;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// A book in EPUB 2 or 3: its chapters in reading order as one Markdown text. All of a chapter is content; a book has
/// no page around it.
final class EpubExtractor implements Extractor {
    private static final String PACKAGE = "epub-package";
    private static final String ENCRYPTION = "META-INF/encryption.xml";
    private static final int MAX_CHAPTERS = 5_000;
    private static final String NAVIGATION = "nav[epub:type~=(toc|landmarks|page-list)], [epub:type=pagebreak], "
            + "body[epub:type~=(cover|toc)] > *, [role=doc-pagebreak], [role=doc-toc]";

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        try {
            var parts = ZipParts.of(bytes, EpubExtractor::mayHoldText);
            var book = EpubPackage.of(parts);
            var chapters = book.chapters();
            if (chapters.size() > MAX_CHAPTERS) {
                return unreadable("it has " + chapters.size() + " chapters; at most " + MAX_CHAPTERS + " are read");
            }
            if (isProtected(parts, chapters)) {
                return new CleanOutcome.Unreadable(
                        "the EPUB is protected against copying (DRM); send a copy without protection");
            }
            var texts = new ArrayList<String>();
            for (var chapter : chapters) {
                parts.bytes(chapter).map(EpubExtractor::markdown).ifPresent(texts::add);
            }
            if (texts.isEmpty()) {
                return unreadable("it has no chapters");
            }
            var text = texts.stream().filter(one -> !one.isBlank()).collect(Collectors.joining("\n"));
            return new CleanOutcome.Text("epub", metadata(book, hints), text);
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static CleanOutcome unreadable(String reason) {
        return new CleanOutcome.Unreadable("the EPUB cannot be read: " + reason);
    }

    private static boolean mayHoldText(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.matches(".*\\.(x?html?|xml|opf)")
                || !lower.substring(lower.lastIndexOf('/') + 1).contains(".");
    }

    /// Fonts may be disguised in any book; only text that is encrypted keeps it from being read.
    private static boolean isProtected(ZipParts parts, List<String> chapters) {
        var text = Set.copyOf(chapters);
        return parts.xml(ENCRYPTION).stream()
                .flatMap(xml -> xml.select("*|CipherReference[URI]").stream())
                .anyMatch(reference -> text.contains(reference.attr("URI").replace("%20", " ")));
    }

    private static String markdown(byte[] chapter) {
        var text = TextDecoder.html(chapter, "");
        var head = new String(chapter, 0, Math.min(chapter.length, 2_000), StandardCharsets.ISO_8859_1);
        // Read as HTML, an empty `<title/>` would hide the chapter; read as XML, an unclosed `<p>` would nest.
        var parser = head.contains("http://www.w3.org/1999/xhtml") ? Parser.xmlParser() : Parser.htmlParser();
        var page = Markup.parsed(text, "", parser);
        Element body = page.selectFirst("body");
        if (body == null) {
            return "";
        }
        HiddenText.removeFrom(page);
        body.select(NAVIGATION).remove();
        return HtmlToMarkdown.of(body);
    }

    private static Metadata metadata(EpubPackage book, Hints hints) {
        return new Facts()
                .title(PACKAGE, book.title())
                .author(PACKAGE, book.creators())
                .language(PACKAGE, book.language())
                .published(PACKAGE, book.published())
                .modified(PACKAGE, book.modified())
                .licence(PACKAGE, book.rights())
                .metadata(hints);
    }
}
