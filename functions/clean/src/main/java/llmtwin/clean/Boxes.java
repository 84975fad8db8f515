package llmtwin.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Tells of a page's elements by class and id which call themselves something beside the content: share buttons,
/// related
/// articles, comments, cookie notes. The words are those that many sites use; none is of one site.
final class Boxes {
    private static final Set<String> NAMES = Set.of("""
            ad ads advert adverts advertisement advertising adsense sponsor sponsored promo promotion promoted
            banner breadcrumb breadcrumbs nav navbar navigation menu submenu pager pagination paginator sidebar
            rail footer masthead topbar share shares sharing sharebar sharedaddy addthis addtoany social socials
            related recommended recommendation recommendations recirc readmore trending popular mostread
            outbrain taboola comment comments commentlist disqus respond newsletter subscribe subscription
            signup optin mailchimp paywall cookie cookies consent gdpr popup modal overlay lightbox tooltip
            toolbar skip login byline dateline tags taglist tagcloud hashtags postmeta copyright credits rating
            ratings feedback print noprint hidden hide sr screenreader widget widgets carousel slideshow toc
            authorbox bio disclaimer teasers infobox cta author authors meta citation
            """.strip().split("\\s+"));

    private final Map<String, Boolean> known = new HashMap<>();

    boolean has(Element element) {
        return !element.nameIs("article")
                && !element.nameIs("main")
                && known.computeIfAbsent(Names.written(element), Boxes::isNamed);
    }

    /// A post of a social network shown inside the text is none, whatever else it is called.
    private static boolean isNamed(String written) {
        var names = Names.in(written);
        return names.stream().anyMatch(NAMES::contains) && names.stream().noneMatch(name -> name.startsWith("embed"));
    }
}
