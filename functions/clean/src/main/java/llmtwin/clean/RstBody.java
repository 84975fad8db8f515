package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads the blocks of a reStructuredText as HTML. What is of no form known here stays a paragraph.
///
/// @see <a href="https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html">Specification</a>
final class RstBody {
    private static final int MAX_NESTING = 16;
    /// How many headings may stand above the fields that describe the document.
    private static final int TITLES = 2;
    private static final Pattern RULE = Pattern.compile("([=\\-`:.'\"~^_*+#<>!$%&(),/;?@\\[\\]{|}\\\\])\\1*\\s*");
    private static final Pattern BULLET = Pattern.compile("[-*+•‣]\\s+(?=\\S)");
    private static final Pattern NUMBER = Pattern.compile("\\(?(?:\\d{1,6}|#|[A-Za-z]|[ivxlIVXL]{1,6})[.)]\\s+(?=\\S)");
    private static final Pattern FIELD = Pattern.compile(":([^:\\s`][^:`]{0,60}):(?:\\s+(.*))?");
    private static final Pattern DIRECTIVE =
            Pattern.compile("\\.\\.\\s+(?:\\|([^|]+)\\|\\s+)?([\\w:.+-]{1,60})::\\s*(.*)");
    private static final Pattern TARGET = Pattern.compile("\\.\\. _(`[^`]+`|[^:]+):\\s*(\\S.*)?|__ (\\S+)");
    private static final Pattern NOTE = Pattern.compile("\\.\\. \\[([#*]?[\\w.-]*)]\\s*(.*)");
    private static final Pattern SIMPLE_TABLE = Pattern.compile("={2,}(?: +=+)+\\s*");
    private static final Pattern GRID_TABLE = Pattern.compile("\\+[-+=]+\\+\\s*");

    private final RstInline inline = new RstInline(new HashMap<>(), new HashMap<>());
    private final List<String> titleForms = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();

    /// What the fields above the first paragraph say, by name in lower case.
    Map<String, String> fields() {
        return fields;
    }

    Element html(List<String> lines) {
        for (var line : lines) {
            define(line.strip());
        }
        var body = Document.createShell("").body();
        read(lines, body, 0);
        return body;
    }

    private void define(String line) {
        var target = TARGET.matcher(line);
        if (target.matches() && target.group(1) != null && target.group(2) != null) {
            inline.targets()
                    .put(
                            RstInline.key(target.group(1).replace("`", "")),
                            target.group(2).strip());
        }
        var directive = DIRECTIVE.matcher(line);
        if (directive.matches()
                && directive.group(1) != null
                && directive.group(2).equals("replace")) {
            inline.substitutions().put(directive.group(1).toLowerCase(Locale.ROOT), directive.group(3));
        }
    }

    private void read(List<String> lines, Element into, int nesting) {
        for (int i = 0; i < lines.size(); ) {
            var line = lines.get(i);
            if (line.isBlank()
                    || (line.startsWith("__ ") && TARGET.matcher(line).matches())) {
                i++;
            } else if (nesting >= MAX_NESTING) {
                i = paragraph(lines, i, into, nesting);
            } else if (line.startsWith(".. ") || line.strip().equals("..")) {
                i = explicit(lines, i, into, nesting);
            } else if (GRID_TABLE.matcher(line).matches()
                    || SIMPLE_TABLE.matcher(line).matches()) {
                i = table(lines, i, into);
            } else if (title(lines, i) > 0) {
                i = section(lines, i, into);
            } else if (RULE.matcher(line).matches() && line.strip().length() >= 4) {
                into.appendElement("hr");
                i++;
            } else if (line.startsWith(">>> ")) {
                i = literal(lines, i, nextBlank(lines, i), "python", into);
            } else if (BULLET.matcher(line).lookingAt() || NUMBER.matcher(line).lookingAt()) {
                i = list(lines, i, into, nesting);
            } else if (FIELD.matcher(line).matches()) {
                i = field(lines, i, into);
            } else if (line.startsWith("| ")) {
                i = lineBlock(lines, i, into);
            } else if (indent(line) > 0) {
                int end = blockEnd(lines, i, 1);
                read(dedented(lines.subList(i, end)), into.appendElement("blockquote"), nesting + 1);
                i = end;
            } else if (i + 1 < lines.size() && !lines.get(i + 1).isBlank() && indent(lines.get(i + 1)) > 0) {
                inline.appendTo(into.appendElement("dt"), line.strip());
                int end = blockEnd(lines, i + 1, 1);
                read(dedented(lines.subList(i + 1, end)), into.appendElement("dd"), nesting + 1);
                i = end;
            } else {
                i = paragraph(lines, i, into, nesting);
            }
        }
    }

    /// How many lines the title takes that starts here; 0 if none does.
    private static int title(List<String> lines, int at) {
        boolean rule = RULE.matcher(lines.get(at)).matches();
        if (rule) {
            return at + 2 < lines.size()
                            && !lines.get(at + 1).isBlank()
                            && lines.get(at + 2).strip().equals(lines.get(at).strip())
                    ? 3
                    : 0;
        }
        var under = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
        boolean longEnough = under.length() >= Math.min(4, lines.get(at).strip().length());
        return indent(lines.get(at)) == 0 && longEnough && RULE.matcher(under).matches() ? 2 : 0;
    }

    /// Levels are told by their lines, in the order in which these appear.
    private int section(List<String> lines, int at, Element into) {
        int length = title(lines, at);
        var form = length + lines.get(at + length - 1).strip().substring(0, 1);
        if (!titleForms.contains(form)) {
            titleForms.add(form);
        }
        var heading = into.appendElement("h" + Math.min(6, titleForms.indexOf(form) + 1));
        inline.appendTo(heading, lines.get(length == 3 ? at + 1 : at).strip());
        return at + length;
    }

    private int explicit(List<String> lines, int at, Element into, int nesting) {
        var first = lines.get(at);
        int end = blockEnd(lines, at + 1, 1);
        var content = new ArrayList<>(dedented(lines.subList(at + 1, end)));
        var note = NOTE.matcher(first);
        var directive = DIRECTIVE.matcher(first);
        if (note.matches()) {
            var text = note.group(2) + " " + String.join(" ", content);
            inline.appendTo(into.appendElement("p"), "[" + note.group(1) + "] " + text.strip());
        } else if (directive.matches() && directive.group(1) == null) {
            directive(
                    directive.group(2).toLowerCase(Locale.ROOT),
                    directive.group(3).strip(),
                    content,
                    into,
                    nesting);
        }
        return end; // Comments and targets are no text.
    }

    private void directive(String name, String argument, List<String> content, Element into, int nesting) {
        var options = new HashMap<String, String>();
        while (!content.isEmpty() && FIELD.matcher(content.getFirst()).matches()) {
            var option = FIELD.matcher(content.removeFirst());
            if (option.matches() && option.group(2) != null) {
                options.put(option.group(1), option.group(2));
            }
        }
        switch (name) {
            case "code", "code-block", "sourcecode", "parsed-literal", "prompt", "highlight", "doctest" ->
                literal(content, 0, content.size(), argument, into);
            case "image", "figure" -> {
                var description = options.getOrDefault("alt", "");
                into.appendElement("p")
                        .appendElement("img")
                        .attr("src", argument)
                        .attr("alt", description);
                read(content, into, nesting + 1);
            }
            case "contents", "toctree", "include", "raw", "meta", "index", "sectnum", "default-role", "role" -> {}
            default -> {
                var quote = into.appendElement("blockquote");
                var label = quote.appendElement("p");
                label.appendElement("strong").text(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
                inline.appendTo(label, argument.isEmpty() ? "" : " " + argument);
                read(content, quote, nesting + 1);
            }
        }
    }

    private static int literal(List<String> lines, int from, int to, String language, Element into) {
        var code = Lines.withoutBlankStart(String.join("\n", lines.subList(from, to)));
        var element = into.appendElement("pre").appendElement("code").text(code.stripTrailing());
        if (!language.isBlank()) {
            element.addClass("language-" + language.strip());
        }
        return to;
    }

    private int list(List<String> lines, int at, Element into, int nesting) {
        boolean numbered = !BULLET.matcher(lines.get(at)).lookingAt();
        var marker = numbered ? NUMBER : BULLET;
        var list = into.appendElement(numbered ? "ol" : "ul");
        var start = lines.get(at).replaceFirst("^\\(?(\\d+)?.*", "$1");
        list.attr("start", start);
        int i = at;
        while (i < lines.size()) {
            var item = marker.matcher(lines.get(i));
            if (!item.lookingAt()) {
                break;
            }
            int end = blockEnd(lines, i + 1, 1);
            var content = new ArrayList<String>();
            content.add(lines.get(i).substring(item.end()));
            content.addAll(dedented(lines.subList(i + 1, end)));
            read(content, list.appendElement("li"), nesting + 1);
            i = end;
        }
        return i;
    }

    private int field(List<String> lines, int at, Element into) {
        var field = FIELD.matcher(lines.get(at));
        int end = blockEnd(lines, at + 1, 1);
        if (field.matches()) {
            var more = lines.subList(at + 1, end).stream().map(String::strip).collect(Collectors.joining(" "));
            var value = ((field.group(2) == null ? "" : field.group(2)) + " " + more).strip();
            if (into.childrenSize() <= TITLES) {
                fields.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), value);
            } else {
                var paragraph = into.appendElement("p");
                paragraph.appendElement("strong").text(field.group(1) + ":");
                inline.appendTo(paragraph, " " + value);
            }
        }
        return end;
    }

    private int lineBlock(List<String> lines, int at, Element into) {
        var paragraph = into.appendElement("p");
        int i = at;
        for (; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            inline.appendTo(paragraph, lines.get(i).substring(1).strip());
            paragraph.appendElement("br");
        }
        return i;
    }

    private int paragraph(List<String> lines, int at, Element into, int nesting) {
        int end = at + 1;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        var text = lines.subList(at, end).stream().map(String::strip).collect(Collectors.joining("\n"));
        boolean introduces = text.endsWith("::");
        var shown = !introduces
                ? text
                : text.matches("(?s).*\\s::|::")
                        ? text.substring(0, text.length() - 2)
                        : text.substring(0, text.length() - 1);
        if (!shown.isBlank()) {
            inline.appendTo(into.appendElement("p"), shown.strip());
        }
        int next = end;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        if (introduces && nesting < MAX_NESTING && next < lines.size() && indent(lines.get(next)) > 0) {
            int close = blockEnd(lines, next, 1);
            var code = dedented(lines.subList(next, close));
            literal(code, 0, code.size(), "", into);
            return close;
        }
        return end;
    }

    private int table(List<String> lines, int at, Element into) {
        boolean grid = lines.get(at).startsWith("+");
        int end = RstTable.end(lines, at, grid);
        var rows = RstTable.rows(lines.subList(at, end), grid);
        var table = into.appendElement("table");
        for (var row : rows) {
            var tr = table.appendElement("tr");
            row.forEach(cell -> inline.appendTo(tr.appendElement("td"), cell));
        }
        return end;
    }

    private static int nextBlank(List<String> lines, int at) {
        int end = at;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return end;
    }

    /// Where the lines end that are indented at least so far; blank ones between belong to them.
    private static int blockEnd(List<String> lines, int at, int indent) {
        int end = at;
        for (int i = at; i < lines.size() && (lines.get(i).isBlank() || indent(lines.get(i)) >= indent); i++) {
            end = lines.get(i).isBlank() ? end : i + 1;
        }
        return end;
    }

    private static List<String> dedented(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(RstBody::indent)
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .toList();
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
