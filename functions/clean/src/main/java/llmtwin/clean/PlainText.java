package llmtwin.clean;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// The running text of a page's content without any markup: one paragraph, heading, list item or row per line, the
/// cells of a row apart by a tab, code as it stands. Pictures are left out with all that belongs to them: descriptions,
/// captions and credits.
final class PlainText implements NodeFilter {
    private final StringBuilder out = new StringBuilder();
    private final Element content;
    private int preformatted;
    /// What parts the next word from the last one; 0 for nothing.
    private char gap;

    private PlainText(Element content) {
        this.content = content;
    }

    /// Ends with a line break, unless there is nothing.
    static String of(Element content) {
        var text = new PlainText(content);
        content.filter(text);
        return text.out.isEmpty() ? "" : text.out.append('\n').toString();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            write(text.getWholeText());
        } else if (node instanceof Element element) {
            if (!element.equals(content) && Captions.is(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            edge(element);
            preformatted += element.nameIs("pre") ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            preformatted -= element.nameIs("pre") ? 1 : 0;
            edge(element);
        }
        return FilterResult.CONTINUE;
    }

    private void edge(Element element) {
        if (element.nameIs("td") || element.nameIs("th")) {
            gap = gap == '\n' ? '\n' : '\t';
        } else if (element.nameIs("br") || Blocks.is(element)) {
            gap = '\n';
        }
    }

    private void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (preformatted > 0 && c == '\n') {
                gap = '\n';
            } else if (preformatted == 0 && Character.isWhitespace(c)) {
                gap = gap == 0 ? ' ' : gap;
            } else {
                part();
                out.append(c);
            }
        }
    }

    private void part() {
        if (gap != 0 && !out.isEmpty()) {
            out.append(gap);
        }
        gap = 0;
    }
}
