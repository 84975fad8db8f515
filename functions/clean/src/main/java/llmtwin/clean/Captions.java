package llmtwin.clean;

import java.util.Set;
import org.jsoup.nodes.Element;

/// Tells the words about a picture (what it shows, who made it) from running text.
final class Captions {
    private static final Set<String> NAMES =
            Set.of("credit", "credits", "photocredit", "imagedescription", "bildunterschrift");
    /// Characters; a box with more is an article that happens to be named so.
    private static final int LONGEST = 1_000;

    private Captions() {}

    static boolean is(Element element) {
        if (element.nameIs("figcaption")) {
            return true;
        }
        boolean named = element.nameIs("figure")
                ? element.selectFirst("table, pre, blockquote") == null
                : Names.in(Names.written(element)).stream().anyMatch(Captions::isName);
        return named && element.text().length() < LONGEST;
    }

    private static boolean isName(String word) {
        return NAMES.contains(word) || word.contains("caption");
    }
}
