package llmtwin.local.cli;

import java.util.ArrayList;
import java.util.List;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;

/// What is known about a document, for people: a line for each fact, with who said it.
final class FactLines {
    private FactLines() {}

    static List<String> of(Metadata metadata, String extractor) {
        var lines = new ArrayList<String>();
        fact("title", metadata.title(), metadata, lines);
        fact("author", metadata.author(), metadata, lines);
        fact("published", metadata.published(), metadata, lines);
        fact("modified", metadata.modified(), metadata, lines);
        fact("language", metadata.language(), metadata, lines);
        fact("site", metadata.site(), metadata, lines);
        fact("licence", metadata.licence(), metadata, lines);
        fact("url", metadata.url(), metadata, lines);
        lines.add("category   " + metadata.category().label() + ", read by " + extractor);
        return lines;
    }

    private static void fact(String name, @Nullable Object value, Metadata metadata, List<String> lines) {
        if (value != null) {
            var from = metadata.from().get(name);
            lines.add(String.format("%-10s %s%s", name, value, from == null ? "" : "  (" + from + ")"));
        }
    }
}
