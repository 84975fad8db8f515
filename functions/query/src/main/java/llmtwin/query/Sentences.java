package llmtwin.query;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads Markdown as sentences: without headings and marks, a row of a table as one sentence, and with a code block
/// only where a sentence leads to it. Inline code keeps its backticks, which tell it from prose.
final class Sentences {
    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*(\\S*).*");
    private static final Pattern NO_PROSE = Pattern.compile("\\s*(#{1,6}\\s.*|[-*_=]{3,}\\s*|<[^>]+>\\s*)");
    private static final Pattern ROW = Pattern.compile("\\s*\\|(.*?)\\|?\\s*");
    private static final Pattern RULE = Pattern.compile("\\s*\\|[\\s|:-]*");
    private static final Pattern CELL_END = Pattern.compile("\\s*(?<!\\\\)\\|\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*([-*+]|\\d+[.)])\\s+(.*)");
    private static final Pattern QUOTE = Pattern.compile("^\\s*>\\s?");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern AUTOLINK = Pattern.compile("<(https?://[^>]+)>");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![\\w`])(\\*{1,3}|_{1,3})(?=\\S)(.+?)(?<=\\S)\\1(?![\\w`])");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i).*\\b(dr|mr|mrs|ms|prof|st|vs|etc|e\\.g|i\\.e|cf|fig|no|approx)\\.$");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");
    private static final Pattern SIGN = Pattern.compile("[{}()\\[\\]<>=;\"\\\\|_/@#$%^&*+~]");
    private static final double MAX_SIGNS = 0.1;
    private static final int MAX_CODE_LINES = 15;

    private final List<Sentence> sentences = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();

    private Sentences() {}

    /// A sentence as it reads.
    ///
    /// @param prose the sentence alone
    /// @param code the code block it leads to, with its fences; empty if there is none
    record Sentence(String prose, String code) {
        String text() {
            return code.isEmpty() ? prose : prose + "\n\n" + code;
        }
    }

    /// In reading order.
    static List<Sentence> of(String markdown) {
        var reader = new Sentences();
        reader.read(markdown.lines().toList());
        return List.copyOf(reader.sentences);
    }

    private void read(List<String> lines) {
        int i = startsInCode(lines) ? firstFence(lines, 0) + 1 : 0;
        while (i < lines.size()) {
            var line = lines.get(i);
            if (FENCE.matcher(line).matches()) {
                int close = firstFence(lines, i + 1);
                endParagraph();
                code(lines.subList(i, Math.min(close + 1, lines.size())));
                i = close;
            } else if (isHeader(lines, i)) {
                endParagraph();
            } else {
                prose(line);
            }
            i++;
        }
        endParagraph();
    }

    /// The names of a table's columns, which say nothing alone.
    private static boolean isHeader(List<String> lines, int i) {
        return i + 1 < lines.size()
                && ROW.matcher(lines.get(i)).matches()
                && RULE.matcher(lines.get(i + 1)).matches();
    }

    /// The passage was cut within a code block: its first fence closes one, and so has no language.
    private static boolean startsInCode(List<String> lines) {
        int fences = 0;
        int named = -1;
        for (var line : lines) {
            var fence = FENCE.matcher(line);
            if (fence.matches()) {
                if (!fence.group(2).isEmpty() && named < 0) {
                    named = fences;
                }
                fences++;
            }
        }
        // A fence with a language opens a block: an odd number of fences before it closes one that we did not see.
        return named % 2 == 1;
    }

    private static int firstFence(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (FENCE.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return lines.size();
    }

    private void prose(String line) {
        var item = ITEM.matcher(line);
        var row = ROW.matcher(line);
        if (line.isBlank()
                || RULE.matcher(line).matches()
                || NO_PROSE.matcher(line).matches()) {
            endParagraph();
        } else if (row.matches()) {
            endParagraph();
            row(row.group(1).strip());
        } else if (item.matches()) {
            endParagraph();
            paragraph.append(item.group(2));
        } else {
            if (!paragraph.isEmpty()) {
                paragraph.append(' ');
            }
            paragraph.append(QUOTE.matcher(line).replaceFirst("").strip());
        }
    }

    /// `| when | then |` reads as `when: then`.
    private void row(String cells) {
        var text = plain(CELL_END.matcher(cells).replaceAll(": ").replace("\\|", "|"));
        if (isProse(text)) {
            sentences.add(new Sentence(text, ""));
        }
    }

    private void endParagraph() {
        var text = plain(paragraph.toString());
        paragraph.setLength(0);
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var sentence = text.substring(start, end).strip();
            boolean goesOn = ABBREVIATION.matcher(sentence).matches() && end < text.length();
            if (!goesOn) {
                start = end;
                if (isProse(sentence)) {
                    sentences.add(new Sentence(sentence, ""));
                }
            }
        }
    }

    /// Nothing, or mostly signs: code or data that no fence marks, because the passage was cut within it.
    private static boolean isProse(String sentence) {
        var words = INLINE_CODE.matcher(sentence).replaceAll("");
        long signs = SIGN.matcher(words).results().count();
        return !sentence.isEmpty() && signs <= MAX_SIGNS * words.length();
    }

    private void code(List<String> block) {
        if (!sentences.isEmpty() && block.size() <= MAX_CODE_LINES + 2) {
            var last = sentences.getLast();
            if (last.prose().endsWith(":") && last.code().isEmpty()) {
                sentences.set(sentences.size() - 1, new Sentence(last.prose(), String.join("\n", block)));
            }
        }
    }

    private static String plain(String markdown) {
        var text = IMAGE.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = AUTOLINK.matcher(text).replaceAll("$1");
        text = EMPHASIS.matcher(text).replaceAll("$2");
        return text.strip();
    }
}
