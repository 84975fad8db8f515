package llmtwin.clean;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// Removes from a page what is not its content: scripts, hidden text, navigation, forms, and the boxes around an
/// article that name themselves (share, related, comments, cookies, …). No rule knows a site.
final class Boilerplate {
    private static final String NEVER_TEXT = "script, style, noscript, template, svg, iframe, object, embed, canvas, "
            + "audio, video, input, select, option, textarea, button, datalist, map, link, meta, head";
    private static final String HIDDEN = "[hidden], [aria-hidden=true], [style*=display], [style*=visibility], "
            + "[style*=font-size], [style*=opacity], [style*=position]";
    private static final Pattern HIDING = Pattern.compile(
            "(?:^|;)\\s*(?:display:none|visibility:hidden|visibility:collapse|font-size:0(?:px|em|pt|%)?(?:;|!|$)"
                    + "|opacity:0(?:\\.0*)?(?:;|!|$)|position:(?:absolute|fixed);.*(?:left|top|text-indent):-\\d{3,})");
    private static final String STRUCTURE =
            "nav, footer, aside, dialog, menu, header, form, [role=navigation], [role=banner], [role=contentinfo], "
                    + "[role=complementary], [role=search], [role=dialog], [role=alertdialog], [role=menu], "
                    + "[role=menubar], [role=toolbar], [role=form]";
    /// Parts of a class or id that name a box beside the content.
    private static final Set<String> BOXES = Set.of(
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adsense",
            "sponsor",
            "sponsored",
            "promo",
            "promotion",
            "promoted",
            "banner",
            "breadcrumb",
            "breadcrumbs",
            "nav",
            "navbar",
            "navigation",
            "menu",
            "submenu",
            "pager",
            "pagination",
            "paginator",
            "sidebar",
            "rail",
            "footer",
            "masthead",
            "topbar",
            "share",
            "shares",
            "sharing",
            "sharebar",
            "sharedaddy",
            "addthis",
            "addtoany",
            "social",
            "socials",
            "related",
            "recommended",
            "recommendation",
            "recommendations",
            "recirc",
            "readmore",
            "trending",
            "popular",
            "mostread",
            "outbrain",
            "taboola",
            "comment",
            "comments",
            "commentlist",
            "disqus",
            "respond",
            "newsletter",
            "subscribe",
            "subscription",
            "signup",
            "optin",
            "mailchimp",
            "paywall",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "popup",
            "modal",
            "overlay",
            "lightbox",
            "tooltip",
            "toolbar",
            "skip",
            "login",
            "byline",
            "dateline",
            "tags",
            "taglist",
            "tagcloud",
            "hashtags",
            "postmeta",
            "copyright",
            "credits",
            "rating",
            "ratings",
            "feedback",
            "print",
            "noprint",
            "hidden",
            "hide",
            "sr",
            "screenreader",
            "widget",
            "widgets",
            "carousel",
            "slideshow",
            "toc",
            "authorbox",
            "bio",
            "disclaimer");
    private static final Pattern NAMES = Pattern.compile("[^A-Za-z]+");
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final int SHORTEST_HUMP = 5;
    /// A box that holds this share of the page's prose is the content, whatever it is called.
    private static final double CONTENT_SHARE = 0.3;

    private final Element body;
    private final TextMeasure measure;

    private Boilerplate(Element body) {
        this.body = body;
        this.measure = TextMeasure.of(body);
    }

    static void removeFrom(Element body) {
        // From the last to the first: taking a child away moves all that follow it.
        body.select(NEVER_TEXT).reversed().forEach(Node::remove);
        body.traverse((node, _) -> removeComment(node));
        var rules = new Boilerplate(body);
        rules.removeHidden();
        rules.removeStructure();
        rules.removeBoxes();
    }

    private static void removeComment(Node node) {
        if (node instanceof Comment) {
            node.remove();
        }
    }

    private void removeHidden() {
        for (var element : body.select(HIDDEN).reversed()) {
            boolean hidden = element.hasAttr("hidden")
                    || element.attr("aria-hidden").equals("true")
                    || HIDING.matcher(element.attr("style")
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("\\s+", ""))
                            .find();
            if (hidden && !element.equals(body)) {
                element.remove();
            }
        }
    }

    private void removeStructure() {
        body.select(STRUCTURE).reversed().forEach(this::removeUnlessContent);
    }

    private void removeBoxes() {
        for (var element : body.select("[class], [id]").reversed()) {
            if (!element.nameIs("article") && !element.nameIs("main") && namesBox(element)) {
                removeUnlessContent(element);
            }
        }
    }

    private void removeUnlessContent(Element element) {
        if (!element.equals(body)
                && element.parent() != null
                && measure.prose(element) <= CONTENT_SHARE * measure.prose(body)) {
            element.remove();
        }
    }

    private static boolean namesBox(Element element) {
        boolean box = false;
        for (var name : NAMES.split(element.className() + " " + element.id(), -1)) {
            if (name.toLowerCase(Locale.ROOT).startsWith("embed")) {
                return false; // A post of a social network shown inside the text.
            }
            box |= isBox(name);
        }
        return box;
    }

    private static boolean isBox(String name) {
        if (BOXES.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (var word : HUMPS.split(name, -1)) {
            // Shorter ones are found in generated names.
            if (word.length() >= SHORTEST_HUMP && BOXES.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
