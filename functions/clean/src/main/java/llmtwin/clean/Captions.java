package llmtwin.clean;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Tells the words about a picture (what it shows, who made it) from running text.
final class Captions {
    private static final Set<String> NAMES =
            Set.of("credit", "credits", "photocredit", "imagedescription", "bildunterschrift");
    /// Characters; a box with more is an article that happens to be named so.
    private static final int LONGEST = 1_000;
    /// Characters of a paragraph that says itself whose picture it tells of.
    private static final int LONGEST_LABELLED = 200;
    /// `Photo: A. Writer`, `(Credit: …)`, `Abbildung 4: …`, `图片来源：…`.
    private static final Pattern LABEL = Pattern.compile(
            String.join(
                    "|",
                    "[(\\[]?(?:(?:titel|beitrags|symbol|archiv)?(?:bild|foto)(?:nachweis|quelle)?",
                    "photos?|image|picture|credits?|cr[ée]dits?|imagen|immagine|imagem|fot\\.|kuva|фото|写真|图片来源|图片",
                    "(?:abb(?:ildung|\\.)?|fig(?:ur[ea]?|\\.)?|рис\\.|图) ?\\d+)(?: (?:credits?|by|von|par|photo|foto|courtesy))?\\s?[:：©].*"),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private Captions() {}

    static boolean is(Element element) {
        if (element.nameIs("figcaption") || (element.nameIs("p") && isLabelled(element.text()))) {
            return true;
        }
        boolean named = element.nameIs("figure")
                ? element.selectFirst("table, pre, blockquote") == null
                : Names.in(Names.written(element)).stream().anyMatch(Captions::isName);
        return named && element.text().length() < LONGEST;
    }

    private static boolean isLabelled(String paragraph) {
        return paragraph.length() < LONGEST_LABELLED && LABEL.matcher(paragraph).matches();
    }

    private static boolean isName(String word) {
        return NAMES.contains(word) || word.contains("caption");
    }
}
