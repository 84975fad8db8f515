package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The simple rules of a page's own style sheets: `tag`, `.class` and `#id`, alone or joined as in `p.note.small`.
/// What depends on the medium or on other elements is left out.
final class StyleRules implements StyleSheet.Reader {
    private static final Pattern PARTS = Pattern.compile("(?=[.#])");
    /// No page for people has more rules; what follows is not read.
    private static final int MOST = 50_000;
    private static final int MOST_OF_A_KEY = 200;

    private final Map<String, Rule> bySelector = new HashMap<>();
    /// By the last part of the selector.
    private final Map<String, List<Rule>> byKey = new HashMap<>();
    /// By tag, class and id.
    private final Map<String, Style> known = new HashMap<>();
    private int count;
    private boolean whole = true;
    private boolean wholeOfColours = true;

    /// All rules with the same selector.
    private static final class Rule {
        /// Tag, classes and id, each with its sign.
        private final List<String> parts;

        private final StringBuilder declarations = new StringBuilder();
        /// Made when an element matches; few rules of a page match any.
        private @Nullable Style style;

        private Rule(List<String> parts) {
            this.parts = parts;
        }

        private boolean matches(Element element) {
            return parts.stream().allMatch(part -> switch (part.charAt(0)) {
                case '.' -> element.hasClass(part.substring(1));
                case '#' -> element.id().equals(part.substring(1));
                default -> part.equals("*") || element.nameIs(part.toLowerCase(Locale.ROOT));
            });
        }

        private Style style() {
            style = style == null ? Style.parse(declarations.toString()) : style;
            return style;
        }
    }

    static StyleRules of(Document page) {
        var rules = new StyleRules();
        page.stream()
                .filter(element -> element.nameIs("link") || element.nameIs("style"))
                .forEach(rules::read);
        return rules;
    }

    private void read(Element sheet) {
        var media = sheet.attr("media").strip().toLowerCase(Locale.ROOT);
        if (sheet.nameIs("style")) {
            if (media.isEmpty() || media.equals("all") || media.equals("screen")) {
                StyleSheet.read(sheet.data(), this);
            } else if (!media.equals("print")) {
                conditional(sheet.data());
            }
        } else if (sheet.attr("rel").toLowerCase(Locale.ROOT).contains("stylesheet") && !media.equals("print")) {
            elsewhere();
        }
    }

    @Override
    public void simple(String selector, String declarations) {
        if (count == MOST) {
            elsewhere();
            return;
        }
        var rule = bySelector.computeIfAbsent(selector, this::rule);
        rule.declarations.append(declarations).append(';');
        count++;
    }

    @Override
    public void conditional(String css) {
        whole &= !Style.mayHide(css);
        wholeOfColours &= !Style.mayColour(css);
    }

    @Override
    public void elsewhere() {
        whole = false;
        wholeOfColours = false;
    }

    private Rule rule(String selector) {
        var rule = new Rule(List.of(PARTS.split(selector, -1)));
        var key = rule.parts.getLast();
        boolean tag = key.charAt(0) != '.' && key.charAt(0) != '#';
        var rules = byKey.computeIfAbsent(tag ? key.toLowerCase(Locale.ROOT) : key, _ -> new ArrayList<>());
        if (rules.size() < MOST_OF_A_KEY) {
            rules.add(rule);
        }
        return rule;
    }

    /// Whether no other rule shows or hides anything on the page.
    boolean areAll() {
        return whole;
    }

    /// Whether no other rule colours anything on the page.
    boolean areAllOfColours() {
        return wholeOfColours;
    }

    /// What they declare for an element: ids over classes over tags, later over earlier.
    Style of(Element element) {
        return byKey.isEmpty()
                ? Style.NONE
                : known.computeIfAbsent(element.normalName() + " " + Names.written(element), _ -> ofRules(element));
    }

    private Style ofRules(Element element) {
        var style = added(Style.NONE, element, "*");
        style = added(style, element, element.normalName());
        for (var name : element.classNames()) {
            style = added(style, element, "." + name);
        }
        return element.id().isEmpty() ? style : added(style, element, "#" + element.id());
    }

    private Style added(Style style, Element element, String key) {
        var sum = style;
        for (var rule : byKey.getOrDefault(key, List.of())) {
            sum = rule.matches(element) ? sum.under(rule.style()) : sum;
        }
        return sum;
    }
}
