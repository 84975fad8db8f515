package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// Removes what a page holds but nobody sees, so that no instruction to a model is smuggled in with it: hidden by an
/// attribute, by the element's style, or by a simple rule of the page's own style sheets. Also scripts, comments
/// and controls, and what stands in for scripts, apart from pictures that are nowhere else.
final class HiddenText implements NodeFilter {
    private static final Set<String> NEVER_TEXT = Set.of("""
            script style noscript template svg iframe object embed canvas audio video input select option textarea
            button datalist map link meta head
            """.strip().split("\\s+"));
    /// What holds this share of a page's running text is shown by some rule not read here.
    private static final double CONTENT_SHARE = 0.5;
    /// If this share is transparent, that is how the page begins and not how it stays.
    private static final double ANIMATED_SHARE = 0.8;

    private final StyleRules rules;
    private final Element body;
    /// By depth, of the element being looked at and those around it.
    private final List<Optional<Colour>> backgrounds = new ArrayList<>();
    private @Nullable TextMeasure measure;
    private final List<Element> hidden = new ArrayList<>();
    private final Set<Element> faded = new LinkedHashSet<>();

    private HiddenText(Document page) {
        body = page.body();
        rules = StyleRules.of(page);
    }

    static void removeFrom(Document page) {
        var text = new HiddenText(page);
        text.body.filter(text);
        var faded = text.isFadedIn() ? List.<Element>of() : List.copyOf(text.faded);
        Pruning.remove(text.hidden);
        Pruning.remove(faded);
        keepPictures(text.body);
        Pruning.remove(text.body.stream()
                .filter(element -> NEVER_TEXT.contains(element.normalName()))
                .toList());
        Pruning.remove(text.body.nodeStream(Comment.class).toList());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var own = Style.of(element);
        var style = rules.of(element).under(own);
        boolean vanishes = vanishes(element, own, style, depth);
        if ((vanishes || isMarked(element, own) || isStyled(element, style)) && !element.equals(body)) {
            hidden.add(element);
            return FilterResult.SKIP_ENTIRELY;
        }
        if (style.fades() && !element.equals(body)) {
            faded.add(element);
        }
        return FilterResult.CONTINUE;
    }

    /// Whether nearly all of the page is transparent: then a script fades it in.
    private boolean isFadedIn() {
        var outermost = faded.stream()
                .filter(part -> part.parents().stream().noneMatch(faded::contains))
                .toList();
        return !outermost.isEmpty() && share(outermost) > ANIMATED_SHARE;
    }

    private static boolean isMarked(Element element, Style own) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || element.hasAttr("popover")
                || (element.nameIs("dialog") && !element.hasAttr("open"))
                || own.hides();
    }

    private boolean isStyled(Element element, Style style) {
        return style.hides() && (rules.areAll() || !isMost(element));
    }

    private boolean isMost(Element element) {
        return share(List.of(element)) > CONTENT_SHARE;
    }

    /// Of the page's running text.
    private double share(List<Element> parts) {
        measure = measure == null ? TextMeasure.of(body) : measure;
        double prose = parts.stream().mapToInt(measure::prose).sum();
        return prose == 0 ? 0 : prose / measure.prose(body);
    }

    /// Where other rules than those read here style the page too, only what the element and those around it say
    /// themselves is certain.
    private boolean vanishes(Element element, Style own, Style style, int depth) {
        boolean known = rules.areAllOfColours();
        var certain = known ? style : own;
        var around = depth == 0 ? Optional.of(Colour.WHITE).filter(_ -> known) : backgrounds.get(depth - 1);
        var behind = background(element, certain, around);
        backgrounds.subList(depth, backgrounds.size()).clear();
        backgrounds.add(behind);
        return vanishes(element, certain, behind) || vanishes(element, style, declared(style));
    }

    private static boolean vanishes(Element element, Style style, Optional<Colour> behind) {
        var fill = style.value("-webkit-text-fill-color");
        var written = fill.isEmpty() ? style.value("color") : fill;
        if (written.isEmpty() && !element.nameIs("font")) {
            return false;
        }
        var colour = Colour.of(written.isEmpty() ? element.attr("color") : written);
        boolean filled = style.value("background-clip").equals("text")
                || style.value("-webkit-background-clip").equals("text");
        return (colour.filter(Colour::isTransparent).isPresent() && !filled)
                || (colour.isPresent()
                        && behind.filter(colour.get()::vanishesOn).isPresent());
    }

    /// The background it is seen on; empty if that cannot be known.
    private static Optional<Colour> background(Element element, Style style, Optional<Colour> around) {
        boolean silent = style.value("background").isEmpty()
                && style.value("background-color").isEmpty()
                && style.value("background-image").isEmpty();
        var own = silent ? Colour.of(element.attr("bgcolor")) : declared(style);
        boolean seenThrough = own.isEmpty() ? silent : own.get().isTransparent();
        return seenThrough ? around : own;
    }

    private static Optional<Colour> declared(Style style) {
        var picture = style.value("background-image");
        var colour = style.value("background-color");
        return picture.isEmpty() || picture.equals("none")
                ? Colour.of(colour.isEmpty() ? style.value("background") : colour)
                : Optional.empty();
    }

    /// A picture that a script would load stands only in what is for readers without scripts.
    private static void keepPictures(Element body) {
        var shown = new HashSet<String>();
        for (var image : body.getElementsByTag("img")) {
            if (image.closest("noscript") == null) {
                shown.addAll(identities(image));
            }
        }
        for (var noscript : List.copyOf(body.getElementsByTag("noscript"))) {
            for (var image : noscript.select("img[alt]")) {
                if (identities(image).stream().noneMatch(shown::contains)) {
                    noscript.before(image);
                    shown.addAll(identities(image));
                }
            }
        }
    }

    /// What tells that two elements show the same picture.
    private static Set<String> identities(Element image) {
        var identities = new HashSet<String>();
        for (var name : List.of("src", "data-src", "alt")) {
            if (!image.attr(name).isBlank()) {
                identities.add(
                        name.replace("data-", "") + " " + image.attr(name).strip());
            }
        }
        return identities;
    }
}
