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
            "jp",
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
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^A-Za-z]+");
    /// A box that holds this share of the page's prose is the content, whatever it is called.
    private static final double CONTENT_SHARE = 0.3;

    private final Element body;
    private final double prose;

    private Boilerplate(Element body) {
        this.body = body;
        this.prose = Math.max(1, prose(body));
    }

    static void removeFrom(Element body) {
        body.select(NEVER_TEXT).remove();
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
        for (var element : body.select(HIDDEN)) {
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
        body.select(STRUCTURE).forEach(this::removeUnlessContent);
    }

    private void removeBoxes() {
        for (var element : body.select("[class], [id]")) {
            if (!element.nameIs("article") && !element.nameIs("main") && namesBox(element)) {
                removeUnlessContent(element);
            }
        }
    }

    private void removeUnlessContent(Element element) {
        if (!element.equals(body) && element.parent() != null && prose(element) / prose < CONTENT_SHARE) {
            element.remove();
        }
    }

    private static boolean namesBox(Element element) {
        for (var word : WORDS.split(element.className() + " " + element.id(), -1)) {
            if (BOXES.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /// How much running text there is, in characters: paragraphs, not links or headings.
    private static double prose(Element element) {
        double chars = 0;
        for (var paragraph : element.select("p, pre, blockquote, li, td, dd")) {
            int length = paragraph.ownText().length();
            chars += length > 40 ? length : 0;
        }
        return chars;
    }
}
