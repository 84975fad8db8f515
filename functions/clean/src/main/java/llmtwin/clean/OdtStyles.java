package llmtwin.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What the styles of an OpenDocument text mean, by family and name.
final class OdtStyles {
    private static final int MAX_INHERITANCE = 10;

    private final Map<String, Style> styles = new HashMap<>();
    private final Map<String, String> fonts = new HashMap<>();
    /// Which levels of which list styles count.
    private final Map<String, Boolean> counted = new HashMap<>();

    /// @param name in lower case, as people see it
    /// @param outline 1 for a top heading; 0 for none
    private record Style(String name, String parent, int outline, Element element) {}

    private OdtStyles() {}

    static OdtStyles of(Document content, Optional<Document> shared) {
        var styles = new OdtStyles();
        shared.ifPresent(styles::read);
        styles.read(content);
        return styles;
    }

    private void read(Document xml) {
        for (var font : xml.select("style|font-face")) {
            fonts.put(font.attr("style:name"), font.attr("svg:font-family"));
        }
        for (var style : xml.select("style|style")) {
            var name = style.attr("style:name");
            var shown = style.hasAttr("style:display-name") ? style.attr("style:display-name") : name;
            var outline = style.attr("style:default-outline-level");
            styles.put(
                    style.attr("style:family") + "/" + name,
                    new Style(
                            shown.replace("_20_", " ").toLowerCase(Locale.ROOT),
                            style.attr("style:parent-style-name"),
                            outline.matches("[1-9]") ? Integer.parseInt(outline) : 0,
                            style));
        }
        for (var list : xml.select("text|list-style")) {
            for (var level : list.children()) {
                counted.put(
                        list.attr("style:name") + "/" + level.attr("text:level"),
                        level.tagName().equals("text:list-level-style-number")
                                && !level.attr("style:num-format").isEmpty());
            }
        }
    }

    /// Whether the items of a list are numbered at this level; the outermost is 1.
    boolean isNumbered(String list, int level) {
        return counted.getOrDefault(list + "/" + level, false);
    }

    /// 1 for the title and top headings; 0 for none.
    int headingLevel(String paragraph) {
        if (is(paragraph, name -> name.equals("title"))) {
            return 1;
        }
        Style style = styles.get("paragraph/" + paragraph);
        for (int i = 0; style != null && i < MAX_INHERITANCE; i++, style = parent("paragraph", style)) {
            if (style.outline() > 0) {
                return Math.min(6, style.outline());
            }
        }
        return 0;
    }

    boolean isQuote(String paragraph) {
        return is(paragraph, name -> name.matches("quotations?|(block|intense) ?quot.*|quote"));
    }

    boolean isCode(String paragraph) {
        return is(paragraph, name -> name.matches("preformatted text|html preformatted|.*\\bcode\\b.*|.*listing.*"));
    }

    private boolean is(String paragraph, Predicate<String> named) {
        Style style = styles.get("paragraph/" + paragraph);
        for (int i = 0; style != null && i < MAX_INHERITANCE; i++, style = parent("paragraph", style)) {
            if (named.test(style.name())) {
                return true;
            }
        }
        return named.test(paragraph.replace("_20_", " ").toLowerCase(Locale.ROOT));
    }

    boolean isHidden(String family, String name) {
        return property(family, name, "text:display").filter("none"::equals).isPresent();
    }

    /// How text of this style looks, inside text that looks like `outer`.
    StyledText.Look look(String name, StyledText.Look outer) {
        var font = property("text", name, "style:font-name")
                .map(face -> fonts.getOrDefault(face, face))
                .or(() -> property("text", name, "fo:font-family"));
        return new StyledText.Look(
                isOn(name, "fo:font-weight", "bold|[6-9]00", outer.bold()),
                isOn(name, "fo:font-style", "italic|oblique", outer.italic()),
                isOn(name, "style:text-line-through-style", "(?!none).+", outer.struck()),
                font.map(StyledText::isMonospaced).orElse(outer.code()),
                outer.link());
    }

    private boolean isOn(String name, String property, String on, boolean outer) {
        return property("text", name, property).map(value -> value.matches(on)).orElse(outer);
    }

    private Optional<String> property(String family, String name, String property) {
        Style style = styles.get(family + "/" + name);
        for (int i = 0; style != null && i < MAX_INHERITANCE; i++, style = parent(family, style)) {
            for (var properties : style.element().children()) {
                if (properties.tagName().equals("style:text-properties") && properties.hasAttr(property)) {
                    return Optional.of(properties.attr(property));
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable Style parent(String family, Style style) {
        return styles.get(family + "/" + style.parent());
    }
}
