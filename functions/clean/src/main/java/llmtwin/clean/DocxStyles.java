package llmtwin.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What the paragraph styles of a document mean, by their id.
record DocxStyles(Map<String, Style> styles) {
    private static final int MAX_INHERITANCE = 10;

    /// @param name in lower case, as Word calls it in English
    /// @param outline 0 for a top heading; -1 for none
    /// @param numbering the style's own list; empty for none
    record Style(String name, int outline, String numbering, String basedOn) {}

    static DocxStyles of(Optional<Document> xml) {
        var styles = new HashMap<String, Style>();
        xml.ifPresent(part ->
                part.select("w|style[w:styleId]").forEach(style -> styles.put(style.attr("w:styleId"), style(style))));
        return new DocxStyles(styles);
    }

    private static Style style(Element style) {
        var outline = style.select("w|outlineLvl").attr("w:val");
        return new Style(
                style.select("> w|name").attr("w:val").toLowerCase(Locale.ROOT),
                outline.matches("\\d") ? Integer.parseInt(outline) : -1,
                style.select("w|numPr > w|numId").attr("w:val"),
                style.select("> w|basedOn").attr("w:val"));
    }

    /// 1 for the title and top headings; 0 for none.
    int headingLevel(String id) {
        Style style = styles.get(id);
        for (int i = 0; style != null && i < MAX_INHERITANCE; i++, style = styles.get(style.basedOn())) {
            if (style.name().equals("title")) {
                return 1;
            }
            if (style.name().matches("heading [1-6]")) {
                return style.name().charAt(8) - '0';
            }
            if (style.outline() >= 0 && style.outline() < 6) {
                return style.outline() + 1;
            }
        }
        return 0;
    }

    /// The list a style puts its paragraphs into; empty for none.
    String numbering(String id) {
        Style style = styles.get(id);
        for (int i = 0; style != null && i < MAX_INHERITANCE; i++, style = styles.get(style.basedOn())) {
            if (!style.numbering().isEmpty()) {
                return style.numbering();
            }
        }
        return "";
    }

    boolean isQuote(String id) {
        return nameOf(id).endsWith("quote") || nameOf(id).equals("block text");
    }

    boolean isCode(String id) {
        return nameOf(id).matches("html preformatted|.*\\bcode\\b.*|source code|plain text|macro text");
    }

    private String nameOf(String id) {
        @Nullable Style style = styles.get(id);
        return style == null ? "" : style.name();
    }
}
