package llmtwin.unpack;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Obsidian writes beyond Markdown, as Markdown: wiki links are their text, embedded files and comments go,
/// callouts are quotes. Code stays as it is.
///
/// @see <a href="https://help.obsidian.md/syntax">Obsidian's syntax</a>
final class ObsidianMarkdown {
    private static final Pattern FENCE = Pattern.compile("[ >\\t]*(?:```|~~~).*");
    /// Inline code, comment, or link: `[[note#part|text]]`, with `!` before it if embedded.
    private static final Pattern SPAN =
            Pattern.compile("`[^`\\n]+`|%%[^%\\n]*%%|(!?)\\[\\[([^\\[\\]|\\n]*)(?:\\|([^\\[\\]\\n]*))?]]");
    private static final Pattern CALLOUT =
            Pattern.compile("([ \\t]*(?:>[ \\t]*)+)\\[!\\w+(?:\\|[^\\]]*)?][+-]?[ \\t]*(.*)");
    private static final Pattern BLOCK_ID = Pattern.compile("[ \\t]\\^[A-Za-z0-9-]{1,40}$");

    private ObsidianMarkdown() {}

    static String plain(String markdown) {
        var text = new StringBuilder();
        boolean code = false;
        boolean comment = false;
        for (var line : markdown.replace("\r\n", "\n").split("\n", -1)) {
            boolean fence = FENCE.matcher(line).matches();
            if (!code && line.strip().equals("%%")) {
                comment = !comment;
            } else if (!comment) {
                text.append(code || fence ? line : plainLine(line)).append('\n');
                code ^= fence;
            }
        }
        text.setLength(Math.max(0, text.length() - 1));
        return text.toString();
    }

    private static String plainLine(String line) {
        var callout = CALLOUT.matcher(line);
        var quoted = !callout.matches()
                ? line
                : callout.group(2).isBlank()
                        ? callout.group(1).stripTrailing()
                        : callout.group(1) + "**" + callout.group(2).strip() + "**";
        var spans = SPAN.matcher(quoted).replaceAll(span -> Matcher.quoteReplacement(plainSpan(span)));
        return BLOCK_ID.matcher(spans).replaceAll("");
    }

    private static String plainSpan(MatchResult span) {
        if (span.group(2) == null) {
            return span.group().startsWith("`") ? span.group() : "";
        }
        if (!span.group(1).isEmpty()) {
            return "";
        }
        if (span.group(3) != null) {
            return span.group(3);
        }
        var target = span.group(2).split("[#^]", 2);
        return target[0].isBlank() && target.length > 1 ? target[1] : EntryName.file(target[0]);
    }
}
