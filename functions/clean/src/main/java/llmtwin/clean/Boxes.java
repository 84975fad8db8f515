package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Tells of a page's elements by class and id which call themselves something beside the content: share buttons,
/// related articles, comments, cookie notes. The words are those that many sites use; none is of one site.
final class Boxes {
    private static final Set<String> NAMES = Set.of("""
            ad ads advert adverts advertisement advertising adsense sponsor sponsored promo promotion promoted
            banner breadcrumb breadcrumbs nav navbar navigation menu submenu pager pagination paginator sidebar
            rail footer masthead topbar share shares sharing sharebar sharedaddy addthis addtoany social socials
            related recommended recommendation recommendations recirc readmore trending popular mostread
            outbrain taboola comment comments commentlist disqus respond newsletter subscribe subscription
            signup optin mailchimp cookie cookies consent gdpr popup modal overlay lightbox tooltip
            toolbar skip login byline dateline tags taglist tagcloud hashtags postmeta copyright credits rating
            ratings feedback print noprint hidden hide sr screenreader widget widgets carousel slideshow toc
            authorbox bio disclaimer teasers infobox cta author authors meta citation
            """.strip().split("\\s+"));
    /// How longer words begin or end that say the same, as in `relatedposts`, `sharebuttons` or `kommentarbereich`.
    private static final List<String> STEMS = List.of("""
            advert breadcrumb comment cookie newsletter pagination recommend related share sharing sidebar social sponsor
            subscri bookmark contact
            anzeige autor auteur kontakt kommentar verwandt werbung reklam komment
            compart condivi correlat partag publici pubblici relacionad
            """.strip().split("\\s+"));
    /// Words beside which a name is that of something else: in `with-sidebar` or `field-label-hidden` of what is in the
    /// element or around it, in `hidden-xs` of some screens only.
    private static final Set<String> MODIFIERS = Set.of("""
            has have with without w no not is label elementor enable enabled disable disabled only xs sm md lg xl mobile
            phone tablet desktop
            """.strip().split("\\s+"));
    /// Words; a longer id may be made of the heading in it, whatever that speaks of.
    private static final int LONGEST_ID = 3;

    private final Map<String, Boolean> known = new HashMap<>();

    boolean has(Element element) {
        return !element.nameIs("article")
                && !element.nameIs("main")
                && known.computeIfAbsent(Names.written(element), _ -> isNamed(element));
    }

    /// A post of a social network shown inside the text is no box, whatever else it is called.
    private static boolean isNamed(Element element) {
        var names = new ArrayList<>(element.classNames());
        if (!isFromHeading(element)) {
            names.add(element.id());
        }
        return names.stream().anyMatch(Boxes::isName)
                && Names.in(Names.written(element)).stream().noneMatch(word -> word.startsWith("embed"));
    }

    private static boolean isFromHeading(Element element) {
        var words = Names.in(element.id());
        var heading = words.size() > LONGEST_ID ? element.selectFirst("h1, h2, h3, h4, h5, h6") : null;
        return heading != null && Names.in(heading.text()).containsAll(words);
    }

    private static boolean isName(String written) {
        List<String> words = Names.in(written);
        return words.stream().anyMatch(Boxes::isKnown) && words.stream().noneMatch(MODIFIERS::contains);
    }

    private static boolean isKnown(String word) {
        return NAMES.contains(word) || STEMS.stream().anyMatch(stem -> word.startsWith(stem) || word.endsWith(stem));
    }
}
