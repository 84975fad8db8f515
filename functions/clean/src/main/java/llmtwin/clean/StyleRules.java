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
final class StyleRules {
    private static final Pattern HARMLESS = Pattern.compile("@(?:-\\w+-)?(?:font-face|keyframes|page|counter-style)");
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
        var media = sheet.attr("media");
        if (sheet.nameIs("link")) {
            whole &= !sheet.attr("rel").toLowerCase(Locale.ROOT).contains("stylesheet");
        } else if (media.isEmpty() || media.equals("all") || media.equals("screen")) {
            read(withoutComments(sheet.data()));
        }
    }

    private static String withoutComments(String css) {
        var read = new StringBuilder(css.length());
        int at = 0;
        for (int open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", at)) {
            read.append(css, at, open);
            int close = css.indexOf("*/", open + 2);
            at = close < 0 ? css.length() : close + 2;
        }
        return read.append(css, at, css.length()).toString().replace("<!--", "").replace("-->", "");
    }

    private void read(String css) {
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0 && count < MOST; open = css.indexOf('{', at)) {
            int close = closing(css, open);
            var selectors = css.substring(at, open);
            selectors = selectors.substring(selectors.lastIndexOf(';') + 1).strip();
            if (selectors.startsWith("@")) {
                whole &= HARMLESS.matcher(selectors).lookingAt();
            } else {
                var declarations = css.substring(open + 1, close);
                for (var selector : selectors.split(",", -1)) {
                    add(selector.strip(), declarations);
                }
            }
            at = Math.min(close + 1, css.length());
        }
    }

    /// Where the block ends that starts at `open`, with all blocks in it.
    private static int closing(String css, int open) {
        int depth = 1;
        int nested = css.indexOf('{', open + 1);
        for (int close = css.indexOf('}', open); close >= 0; close = css.indexOf('}', close + 1)) {
            for (; nested >= 0 && nested < close; nested = css.indexOf('{', nested + 1)) {
                depth++;
            }
            depth--;
            if (depth == 0) {
                return close;
            }
        }
        return css.length();
    }

    private void add(String selector, String declarations) {
        boolean simple = isSimple(selector);
        whole &= simple;
        if (simple) {
            var rule = bySelector.computeIfAbsent(selector, this::rule);
            rule.declarations.append(declarations).append(';');
            count++;
        }
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

    private static boolean isSimple(String selector) {
        for (int i = 0; i < selector.length(); i++) {
            char c = selector.charAt(i);
            if (!Character.isLetterOrDigit(c) && ".#*-_".indexOf(c) < 0) {
                return false;
            }
        }
        return !selector.isEmpty();
    }

    /// Whether nothing else than these rules styles the page.
    boolean areAll() {
        return whole;
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
