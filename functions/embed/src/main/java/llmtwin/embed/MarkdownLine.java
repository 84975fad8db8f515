package llmtwin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A line of Markdown that is not blank.
///
/// @param start offset of its first character that is not blank
/// @param end offset after its last character that is not blank
/// @param afterBlank whether a blank line, or nothing, stands before it
record MarkdownLine(int start, int end, Kind kind, boolean afterBlank) {
    private static final Pattern HEADING = Pattern.compile("#{1,6}(\\s.*)?");
    private static final Pattern ITEM = Pattern.compile("([-*+]|\\d{1,9}[.)])\\s.*|\\|.*");
    private static final Pattern FENCE = Pattern.compile("(`{3,}|~{3,})[^`]*");
    /// No line needs more of itself to be told what it is.
    private static final int PREFIX = 200;

    enum Kind {
        TEXT,
        HEADING,
        /// Of a list, or a row of a table.
        ITEM,
        FENCE_START,
        CODE,
        FENCE_END
    }

    /// The lines of a text, without blank ones.
    static List<MarkdownLine> of(String text) {
        var lines = new ArrayList<MarkdownLine>();
        var fence = "";
        boolean afterBlank = true;
        int next;
        for (int begin = 0; begin < text.length(); begin = next) {
            int newline = text.indexOf('\n', begin);
            next = newline < 0 ? text.length() : newline + 1;
            int start = Blank.skip(text, begin, next);
            if (start == next) {
                afterBlank = true;
                continue;
            }
            int end = Blank.trim(text, start, next);
            var prefix = text.substring(start, Math.min(end, start + PREFIX));
            var kind = fence.isEmpty() ? kind(prefix) : kindInside(fence, prefix);
            lines.add(new MarkdownLine(start, end, kind, afterBlank));
            fence = switch (kind) {
                case FENCE_START -> marker(prefix);
                case FENCE_END -> "";
                case TEXT, HEADING, ITEM, CODE -> fence;
            };
            afterBlank = false;
        }
        return lines;
    }

    private static Kind kind(String line) {
        if (FENCE.matcher(line).matches()) {
            return Kind.FENCE_START;
        }
        if (HEADING.matcher(line).matches()) {
            return Kind.HEADING;
        }
        return ITEM.matcher(line).matches() ? Kind.ITEM : Kind.TEXT;
    }

    /// A fence is closed by at least as many of the same characters, alone on their line.
    private static Kind kindInside(String fence, String line) {
        return line.startsWith(fence) && marker(line).length() == line.length() ? Kind.FENCE_END : Kind.CODE;
    }

    private static String marker(String line) {
        int length = 0;
        while (length < line.length() && line.charAt(length) == line.charAt(0)) {
            length++;
        }
        return line.substring(0, length);
    }
}
