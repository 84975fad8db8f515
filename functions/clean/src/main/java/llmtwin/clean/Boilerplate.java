package llmtwin.clean;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Removes from a page what is seen and yet not its content: navigation, forms, and the boxes around an
/// article that name themselves (share, related, comments, cookies, …). No rule knows a site.
final class Boilerplate {
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
    private static final double CONTENT_SHARE = 0.5;

    private final Element body;
    private final TextMeasure measure;

    private Boilerplate(Element body) {
        this.body = body;
        this.measure = TextMeasure.of(body);
    }

    static void removeFrom(Element body) {
        var rules = new Boilerplate(body);
        rules.removeStructure();
        rules.removeBoxes();
    }

    private void removeStructure() {
        Pruning.remove(body.select(STRUCTURE).stream().filter(this::isBeside).toList());
    }

    private void removeBoxes() {
        Pruning.remove(body.select("[class], [id]").stream()
                .filter(element -> !element.nameIs("article") && !element.nameIs("main") && namesBox(element))
                .filter(this::isBeside)
                .toList());
    }

    /// Whether an element is too small a part of the page to be what it is about.
    private boolean isBeside(Element element) {
        return !element.equals(body) && measure.prose(element) <= CONTENT_SHARE * measure.prose(body);
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
