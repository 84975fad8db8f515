package llmtwin.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// CSS declarations of one element, as far as they can hide its text.
///
/// @param values by property, in lower case without white space
record Style(Map<String, String> values) {
    static final Style NONE = new Style(Map.of());

    private static final Set<String> HIDING = Set.of("""
            display visibility opacity font-size clip clip-path overflow position left right top bottom text-indent
            margin-left width height max-width max-height transform filter content-visibility color
            -webkit-text-fill-color background background-color background-image background-clip
            -webkit-background-clip
            """.strip().split("\\s+"));

    /// Characters of a value; what is longer is a picture.
    private static final int LONGEST = 200;

    private static final Pattern MAY_HIDE = declares(HIDING);
    private static final Pattern MAY_COLOUR = declares(HIDING.stream()
            .filter(property -> property.contains("color") || property.contains("background"))
            .collect(Collectors.toSet()));

    private static final Pattern SPACE = Pattern.compile("\\s+");
    /// In a function such as `rgb(0 0 0 / 50%)`.
    private static final Pattern SPACE_BETWEEN = Pattern.compile("(?<=[\\w%.])\\s+(?=[-+\\w.])(?=[^()]*\\))");
    private static final Pattern ZERO = Pattern.compile("[-+]?0*\\.?0*(?:px|em|rem|ex|pt|%|vw|vh)?");
    /// Of a font; nobody reads letters of two pixels.
    private static final Pattern SPECK = Pattern.compile(
            "\\+?(?:0*[012](?:\\.\\d*)?|0*\\.\\d+)(?:px|pt)|\\+?0*\\.[01]\\d*(?:em|rem)|[0-9](?:\\.\\d*)?%");
    private static final Pattern FAINT = Pattern.compile("0*\\.0[0-4]?\\d*|[0-4](?:\\.\\d*)?%");
    private static final Pattern FILTERED_OUT = Pattern.compile(".*opacity\\(0*\\.?0*%?\\).*");
    /// A box of one pixel is what is left of text meant for screen readers only.
    private static final Pattern TINY =
            Pattern.compile("(?:0*\\.?0*|0*1(?:\\.0*)?(?:px)?|0?\\.\\d+)(?:px|em|rem|pt|%)?");
    private static final Pattern FAR_OUT = Pattern.compile(
            "-(?:\\d{3,}(?:\\.\\d*)?(?:px|pt)?|\\d{2,}(?:\\.\\d*)?r?em|\\d{3,}(?:\\.\\d*)?(?:%|vw|vh))");
    private static final Pattern CLIPPED =
            Pattern.compile("rect\\((?:[01](?:px)?[, ]*){4}\\)|rect\\(0.*0\\)|inset\\((?:50|100)%\\)|circle\\(0.*|"
                    + "polygon\\((?:0(?:px|%)?0?(?:px|%)?,?)+\\)");
    private static final Pattern SHRUNK = Pattern.compile(".*scale[xy3d]*\\(0(?:[.,)]).*");
    private static final Pattern MOVED = Pattern.compile(".*translate[xy3d]*\\([^)]*?(-[^,)]+).*");

    /// What the element's own attribute declares.
    static Style of(Element element) {
        return element.hasAttr("style") ? parse(element.attr("style")) : NONE;
    }

    /// Later declarations win.
    static Style parse(String declarations) {
        var values = new HashMap<String, String>();
        for (var declaration : declarations.split(";", -1)) {
            int colon = declaration.indexOf(':');
            var property = colon > 0 ? declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT) : "";
            if (HIDING.contains(property)) {
                int end = Math.min(declaration.length(), colon + 1 + LONGEST);
                var value = SPACE.matcher(SPACE_BETWEEN
                                .matcher(declaration.substring(colon + 1, end))
                                .replaceAll(","))
                        .replaceAll("");
                values.put(property, value.toLowerCase(Locale.ROOT).replace("!important", ""));
            }
        }
        return values.isEmpty() ? NONE : new Style(Map.copyOf(values));
    }

    /// Whether some style sheet says anything by which text can be hidden or shown.
    static boolean mayHide(String css) {
        return MAY_HIDE.matcher(css).find();
    }

    /// Whether some style sheet colours text or what is behind it.
    static boolean mayColour(String css) {
        return MAY_COLOUR.matcher(css).find();
    }

    private static Pattern declares(Set<String> properties) {
        return Pattern.compile("(?<![\\w-])(?:" + String.join("|", properties) + ")\\s*:", Pattern.CASE_INSENSITIVE);
    }

    /// These declarations where the other ones do not say otherwise.
    Style under(Style other) {
        if (values.isEmpty() || other.values.isEmpty()) {
            return values.isEmpty() ? other : this;
        }
        var both = new HashMap<>(values);
        both.putAll(other.values);
        return new Style(Map.copyOf(both));
    }

    /// Whether nobody sees an element with this style, whatever its colours and how transparent it is.
    boolean hides() {
        return !values.isEmpty()
                && (is("display", "none")
                        || is("visibility", "hidden")
                        || is("visibility", "collapse")
                        || is("content-visibility", "hidden")
                        || has("font-size", ZERO)
                        || has("font-size", SPECK)
                        || has("clip-path", CLIPPED)
                        || isFlat()
                        || isOutside());
    }

    /// Whether it is transparent, as what is hidden, and what is about to be faded in.
    boolean fades() {
        return !values.isEmpty() && (has("opacity", ZERO) || has("opacity", FAINT) || has("filter", FILTERED_OUT));
    }

    private boolean isFlat() {
        boolean cut = is("overflow", "hidden") || is("overflow", "clip") || isPositioned();
        return (cut && (has("width", TINY) || has("height", TINY) || has("max-width", TINY) || has("max-height", TINY)))
                || (isPositioned() && has("clip", CLIPPED))
                || has("transform", SHRUNK);
    }

    private boolean isOutside() {
        var moved = MOVED.matcher(value("transform"));
        return has("text-indent", FAR_OUT)
                || has("margin-left", FAR_OUT)
                || (moved.matches() && FAR_OUT.matcher(moved.group(1)).matches())
                || ((isPositioned() || is("position", "relative"))
                        && (has("left", FAR_OUT)
                                || has("right", FAR_OUT)
                                || has("top", FAR_OUT)
                                || has("bottom", FAR_OUT)));
    }

    private boolean isPositioned() {
        return is("position", "absolute") || is("position", "fixed");
    }

    private boolean is(String property, String value) {
        return value(property).equals(value);
    }

    private boolean has(String property, Pattern pattern) {
        var value = value(property);
        return !value.isEmpty() && pattern.matcher(value).matches();
    }

    /// Empty if it is not declared.
    String value(String property) {
        return values.getOrDefault(property, "");
    }
}
