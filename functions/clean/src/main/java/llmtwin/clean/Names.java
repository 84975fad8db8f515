package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/// The words of an element's class and id.
final class Names {
    private static final int SHORTEST_HUMP = 5;

    private Names() {}

    /// Class and id as they are.
    static String written(Element element) {
        return element.attr("class") + " " + element.id();
    }

    /// In lower case: `post-Meta relatedLinks` is post, meta, relatedlinks, related and links.
    static List<String> in(String written) {
        var names = new ArrayList<String>();
        for (int i = 0; i < written.length(); i++) {
            int start = i;
            while (i < written.length() && isLetter(written.charAt(i))) {
                i++;
            }
            if (i > start) {
                add(written.substring(start, i), names);
            }
        }
        return names;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || isCapital(c);
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static void add(String name, List<String> names) {
        names.add(name.toLowerCase(Locale.ROOT));
        int start = 0;
        for (int i = 1; i <= name.length(); i++) {
            boolean ends = i == name.length() || (isCapital(name.charAt(i)) && !isCapital(name.charAt(i - 1)));
            // Shorter ones are found in generated names.
            if (ends && i - start >= SHORTEST_HUMP && i - start < name.length()) {
                names.add(name.substring(start, i).toLowerCase(Locale.ROOT));
            }
            start = ends ? i : start;
        }
    }
}
