package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;

/// The rows of a table drawn in reStructuredText.
final class RstTable {
    private RstTable() {}

    /// The line after the table that starts at a line.
    static int end(List<String> lines, int at, boolean grid) {
        int end = at + 1;
        int rules = 1;
        while (end < lines.size()) {
            var line = lines.get(end);
            boolean rule = line.startsWith("==");
            if (grid
                    ? !line.startsWith("|") && !line.startsWith("+")
                    : line.isBlank() && rules > 1 && lines.get(end - 1).startsWith("==")) {
                break;
            }
            rules += rule ? 1 : 0;
            end++;
            if (!grid && rules == 3) {
                break;
            }
        }
        return end;
    }

    static List<List<String>> rows(List<String> lines, boolean grid) {
        return grid ? grid(lines) : simple(lines);
    }

    private static List<List<String>> grid(List<String> lines) {
        var rows = new ArrayList<List<String>>();
        List<String> row = new ArrayList<>();
        for (var line : lines) {
            if (line.startsWith("+")) {
                if (!row.isEmpty()) {
                    rows.add(row);
                }
                row = new ArrayList<>();
                continue;
            }
            var cells = line.strip().replaceAll("^\\||\\|$", "").split("\\|", -1);
            for (int i = 0; i < cells.length; i++) {
                add(row, i, cells[i].strip());
            }
        }
        return rows;
    }

    private static List<List<String>> simple(List<String> lines) {
        var starts = new ArrayList<Integer>();
        var rule = lines.getFirst();
        for (int i = 0; i < rule.length(); i++) {
            if (rule.charAt(i) == '=' && (i == 0 || rule.charAt(i - 1) == ' ')) {
                starts.add(i);
            }
        }
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("==") || line.startsWith("--")) {
                continue;
            }
            // A row without its first cell goes on with the row before it.
            boolean more = line.startsWith(" ") && !rows.isEmpty();
            var row = more ? rows.getLast() : new ArrayList<String>();
            for (int i = 0; i < starts.size(); i++) {
                int from = Math.min(line.length(), starts.get(i));
                int to = i + 1 < starts.size() ? Math.min(line.length(), starts.get(i + 1)) : line.length();
                add(row, i, line.substring(from, to).strip());
            }
            if (!more) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static void add(List<String> row, int column, String text) {
        if (column < row.size()) {
            row.set(column, (row.get(column) + " " + text).strip());
        } else {
            row.add(text);
        }
    }
}
