package llmtwin.clean;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import llmtwin.core.Category;
import llmtwin.core.CodeFence;
import llmtwin.core.Json;
import tools.jackson.databind.JsonNode;

/// A Jupyter notebook: its Markdown as it is, its code as blocks. What running it gave is left out.
final class NotebookExtractor implements Extractor {
    private static final Pattern HEADING = Pattern.compile("(?m)\\A\\s*#{1,2}[ \\t]+(\\S.*)$");

    @Override
    public CleanOutcome extract(byte[] bytes, Hints hints) {
        JsonNode notebook;
        try {
            notebook = Json.tree(TextDecoder.plain(bytes));
        } catch (IllegalArgumentException e) {
            return new CleanOutcome.Unreadable("the notebook cannot be read: " + e.getMessage());
        }
        // Format 3 keeps its cells on a worksheet.
        var cells = notebook.has("cells")
                ? notebook.path("cells")
                : notebook.path("worksheets").path(0).path("cells");
        if (!cells.isArray()) {
            return new CleanOutcome.Unreadable("the notebook cannot be read: it has no cells");
        }
        var language = language(notebook.path("metadata"));
        var blocks = new ArrayList<String>();
        Optional<String> title = Optional.empty();
        for (var cell : cells) {
            var source = Lines.normalised(source(cell)).strip();
            var type = cell.path("cell_type").asString("");
            boolean markdown = type.equals("markdown");
            if (title.isEmpty() && markdown) {
                title = heading(source);
            }
            if (!source.isEmpty()) {
                blocks.add(markdown ? source : CodeFence.of(source, type.equals("code") ? language : ""));
            }
        }
        var facts = new Facts()
                .category(Category.REPOSITORY)
                .title("heading", title)
                .title("path", Optional.of(hints.name()));
        var text = blocks.isEmpty() ? "" : String.join("\n\n", blocks) + "\n";
        return new CleanOutcome.Text("notebook", facts.metadata(hints), text);
    }

    private static Optional<String> heading(String markdown) {
        var heading = HEADING.matcher(markdown);
        return heading.find() ? Optional.of(Lines.plain(heading.group(1))) : Optional.empty();
    }

    private static String language(JsonNode metadata) {
        var kernel = metadata.path("kernelspec").path("language").asString("");
        var language =
                metadata.path("language_info").path("name").asString(kernel).toLowerCase(Locale.ROOT);
        return language.matches("[\\w+#.-]{1,40}") ? language : "";
    }

    /// Text, or a list of its lines with their ends; format 3 calls that of code its input.
    private static String source(JsonNode cell) {
        var source = cell.has("source") ? cell.path("source") : cell.path("input");
        return source.isArray()
                ? StreamSupport.stream(source.spliterator(), false)
                        .map(line -> line.asString(""))
                        .collect(Collectors.joining())
                : source.asString("");
    }
}
