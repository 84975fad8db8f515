package llmtwin.clean;

import java.util.Locale;
import java.util.Optional;

/// Language tags as documents declare them.
final class Languages {
    private Languages() {}

    /// The BCP 47 tag in its usual spelling; empty if this is none.
    static Optional<String> tag(String declared) {
        var text = declared.strip().replace('_', '-').replaceFirst("[,;].*", "");
        if (!text.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")) {
            return Optional.empty();
        }
        return Optional.of(Locale.forLanguageTag(text).toLanguageTag()).filter(tag -> !tag.equals("und"));
    }
}
