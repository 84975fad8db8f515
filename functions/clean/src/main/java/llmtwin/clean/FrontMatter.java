package llmtwin.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The simple `key: value` lines between two `---` at the start of a file. Lists and nested values are passed over,
/// but for a list of names in brackets.
///
/// @param values by key in lower case
record FrontMatter(Map<String, String> values) {
    private static final Pattern BLOCK = Pattern.compile(
            "\\A---[ \\t]*\\n(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)\\n*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ENTRY = Pattern.compile("(?m)^([A-Za-z_][\\w-]*)[ \\t]*:[ \\t]+(\\S.*?)[ \\t]*$");

    /// A file cut in two.
    record Split(FrontMatter facts, String body) {}

    static Split split(String text) {
        var block = BLOCK.matcher(text);
        if (!block.find() || !isFacts(block.group(1))) {
            return new Split(new FrontMatter(Map.of()), text);
        }
        var values = new HashMap<String, String>();
        var entries = ENTRY.matcher(block.group(1));
        while (entries.find()) {
            values.putIfAbsent(entries.group(1).toLowerCase(Locale.ROOT), unquoted(entries.group(2)));
        }
        return new Split(new FrontMatter(Map.copyOf(values)), text.substring(block.end()));
    }

    /// The value of the first of these keys that has one.
    Optional<String> text(String... keys) {
        for (var key : keys) {
            var value = values.get(key);
            if (value != null && !value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// Two rules with prose between them are no front matter.
    private static boolean isFacts(String block) {
        var first = block.stripLeading().lines().findFirst().orElse("");
        return block.isBlank() || first.startsWith("#") || first.matches("[A-Za-z_][\\w-]*[ \\t]*:.*");
    }

    private static String unquoted(String value) {
        if (value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1)) {
            return value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("''", "'");
        }
        if (value.startsWith("[") && value.endsWith("]")) {
            return value.substring(1, value.length() - 1).replace("\"", "").strip();
        }
        return value;
    }
}
