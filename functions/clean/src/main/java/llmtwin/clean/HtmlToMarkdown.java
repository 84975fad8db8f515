package llmtwin.clean;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// Writes HTML as Markdown (CommonMark with tables and strikethrough) that says the same: headings, lists, tables,
/// code, quotes, emphasis, absolute links, image descriptions and line breaks.
///
/// The depth of the tree bounds its recursion; the parser has to bound the tree.
final class HtmlToMarkdown {
    /// Nothing a person wrote to be read is nested deeper; hostile input is, and each level repeats its indentation.
    private static final int MAX_NESTING = 16;

    private final Set<Node> holdingBlocks = Collections.newSetFromMap(new IdentityHashMap<>());

    private HtmlToMarkdown(Element root) {
        for (var element : root.select("*")) {
            if (Blocks.is(element)) {
                for (Element up = element.parent(); up != null && holdingBlocks.add(up); up = up.parent()) {}
            }
        }
    }

    /// Ends with a line break, unless there is nothing.
    static String of(Element root) {
        var text = String.join("\n\n", new HtmlToMarkdown(root).blocks(root, 0));
        return text.isEmpty() ? "" : text + "\n";
    }

    private List<String> blocks(Element parent, int nesting) {
        var blocks = new ArrayList<String>();
        var line = new InlineMarkdown();
        for (var child : parent.childNodes()) {
            if (child instanceof Element element && (Blocks.is(element) || holdingBlocks.contains(element))) {
                blocks.addAll(line.paragraphs());
                line = new InlineMarkdown();
                blocks.addAll(block(element, nesting));
            } else {
                line.add(child);
            }
        }
        blocks.addAll(line.paragraphs());
        return blocks;
    }

    private List<String> block(Element element, int nesting) {
        return switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
            case "ul", "ol" -> list(element, nesting);
            case "pre" -> CodeBlock.of(element);
            case "blockquote" -> quote(element, nesting);
            case "table" -> table(element, nesting);
            case "hr" -> List.of("---");
            case "dt" ->
                InlineMarkdown.of(element)
                        .lines()
                        .map(term -> "**" + term + "**")
                        .toList();
            default -> blocks(element, nesting);
        };
    }

    private static List<String> heading(Element element) {
        var text = InlineMarkdown.of(element);
        int level = element.normalName().charAt(1) - '0';
        return text.isEmpty() ? List.of() : List.of("#".repeat(level) + " " + text);
    }

    private List<String> quote(Element element, int nesting) {
        var blocks = blocks(element, nesting + 1);
        if (blocks.isEmpty() || nesting >= MAX_NESTING) {
            return blocks;
        }
        return List.of(String.join("\n\n", blocks)
                .lines()
                .map(line -> line.isEmpty() ? ">" : "> " + line)
                .collect(Collectors.joining("\n")));
    }

    private List<String> list(Element list, int nesting) {
        boolean ordered = list.normalName().equals("ol");
        int number = ordered && list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
        var items = new ArrayList<String>();
        boolean loose = false;
        for (var child : list.children()) {
            var blocks = isList(child) ? list(child, nesting + 1) : blocks(child, nesting + 1);
            if (blocks.isEmpty()) {
                continue;
            }
            if (nesting >= MAX_NESTING) {
                items.addAll(blocks);
            } else if (isList(child) && !items.isEmpty()) {
                // Invalid but common: a list directly in a list belongs to the item before it.
                items.add(items.removeLast() + "\n" + indented(blocks.getFirst(), ordered ? 3 : 2));
            } else {
                var marker = ordered ? number++ + ". " : "- ";
                loose |= blocks.stream().skip(1).anyMatch(block -> !startsList(block));
                items.add(marker + indented(joined(blocks), marker.length()).stripLeading());
            }
        }
        return items.isEmpty() ? List.of() : List.of(String.join(loose ? "\n\n" : "\n", items));
    }

    private static boolean isList(Element element) {
        return element.normalName().equals("ul") || element.normalName().equals("ol");
    }

    private static boolean startsList(String block) {
        return block.startsWith("- ")
                || (!block.isEmpty() && Character.isDigit(block.charAt(0)) && block.startsWith("1. "));
    }

    /// A list right below the item's own line, everything else apart.
    private static String joined(List<String> blocks) {
        var text = new StringBuilder(blocks.getFirst());
        for (var block : blocks.subList(1, blocks.size())) {
            text.append(startsList(block) ? "\n" : "\n\n").append(block);
        }
        return text.toString();
    }

    private static String indented(String text, int width) {
        var indent = " ".repeat(width);
        return text.lines().map(line -> line.isEmpty() ? line : indent + line).collect(Collectors.joining("\n"));
    }

    private List<String> table(Element table, int nesting) {
        var rows = MarkdownTable.rows(table);
        if (!MarkdownTable.isData(table, rows)) {
            return rows.stream()
                    .flatMap(List::stream)
                    .flatMap(cell -> blocks(cell, nesting).stream())
                    .toList();
        }
        return MarkdownTable.of(table, rows);
    }
}
