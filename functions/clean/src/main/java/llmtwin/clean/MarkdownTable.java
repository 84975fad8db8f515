package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// Tables of data as pipe tables.
final class MarkdownTable {
    private static final String NOT_FOR_CELLS =
            "table, pre, ul, ol, blockquote, h1, h2, h3, h4, h5, h6, p + p, div > p";

    /// Larger tables are left ragged, as Markdown allows.
    private static final int MOST_FILLED = 200_000;

    private MarkdownTable() {}

    /// The table's own cells, not those of tables in it.
    static List<List<Element>> rows(Element table) {
        var rows = new ArrayList<List<Element>>();
        for (var row : table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr")) {
            var cells = List.copyOf(row.select("> td, > th"));
            if (!cells.isEmpty()) {
                rows.add(cells);
            }
        }
        return rows;
    }

    /// Whether it shows data, as opposed to a page's layout.
    static boolean isData(Element table, List<List<Element>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        return columns >= 2
                && rows.size() >= 2
                && !table.attr("role").equals("presentation")
                && table.select(NOT_FOR_CELLS).stream().allMatch(table::equals);
    }

    static List<String> of(Element table, List<List<Element>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        // One very wide row among very many short ones would be filled up to the square of their number.
        boolean filled = (long) columns * rows.size() <= MOST_FILLED;
        var lines = new ArrayList<String>();
        for (var row : rows) {
            int width = filled || lines.isEmpty() ? columns : row.size();
            lines.add(line(row.stream().map(MarkdownTable::cell).toList(), width));
            if (lines.size() == 1) {
                lines.add("|" + " --- |".repeat(columns));
            }
        }
        var caption = table.selectFirst("> caption");
        var text = String.join("\n", lines);
        return caption == null || caption.text().isBlank() ? List.of(text) : List.of(InlineMarkdown.of(caption), text);
    }

    private static String cell(Element cell) {
        return InlineMarkdown.of(cell).replace("|", "\\|");
    }

    private static String line(List<String> cells, int columns) {
        var missing = " |".repeat(columns - cells.size());
        return cells.stream().map(cell -> " " + cell + " |").collect(Collectors.joining("", "|", missing));
    }
}
