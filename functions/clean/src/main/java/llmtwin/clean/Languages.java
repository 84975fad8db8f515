package llmtwin.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Language tags as documents declare them.
final class Languages {
    private static final Map<String, String> SHORTER = shorter();

    private Languages() {}

    /// The BCP 47 tag in its usual spelling; empty if this is none.
    static Optional<String> tag(String declared) {
        var text = declared.strip().replace('_', '-').replaceFirst("[,;].*", "");
        if (!text.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")) {
            return Optional.empty();
        }
        var parts = text.split("-", 2);
        var language = SHORTER.getOrDefault(parts[0].toLowerCase(Locale.ROOT), parts[0]);
        var tag = parts.length == 1 ? language : language + "-" + parts[1];
        return Optional.of(Locale.forLanguageTag(tag).toLanguageTag()).filter(known -> !known.equals("und"));
    }

    /// A language that has a code of two letters is not named by three (RFC 5646, section 2.2.1); nor are these that
    /// belong to such a language.
    private static Map<String, String> shorter() {
        var shorter = new HashMap<>(Map.of(
                "cmn", "zh", "ekk", "et", "lvs", "lv", "nob", "nb", "nno", "nn", "pes", "fa", "plt", "mg", "zsm",
                "ms"));
        for (var two : Locale.getISOLanguages()) {
            shorter.put(Locale.of(two).getISO3Language(), Locale.of(two).toLanguageTag());
        }
        return shorter;
    }
}
