package llmtwin.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Lines put together to paragraphs: words cut at a line's end are whole again, larger type is a heading, what repeats
/// at the edge of every page is gone.
///
/// @param title the largest heading of the first page
record PdfParagraphs(String markdown, Optional<String> title) {
    private static final Pattern BULLET = Pattern.compile("^[•◦▪‣·–\\-*]\\s+(?=\\S)");
    private static final Pattern ITEM = Pattern.compile("^(?:[•◦▪‣·–\\-*]|\\d{1,3}[.)]|\\([a-z0-9]\\))\\s+\\S.*");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:…][”’\"')\\]]*$");
    private static final int MAX_HEADING = 200;
    /// Headers and footers stand on more than half of at least this many pages.
    private static final int PAGES_TO_COMPARE = 3;

    static PdfParagraphs of(List<PdfLines.Line> read) {
        var lines = withoutRunningLines(read);
        float body = bodySize(lines);
        float leading = leading(lines);
        var paragraphs = new ArrayList<Paragraph>();
        PdfLines.Line before = null;
        for (var line : lines) {
            if (before == null || startsParagraph(before, line, leading)) {
                paragraphs.add(new Paragraph(line));
            } else {
                paragraphs.getLast().add(line);
            }
            before = line;
        }
        return written(paragraphs, body);
    }

    private static PdfParagraphs written(List<Paragraph> paragraphs, float body) {
        var sizes = new TreeSet<Integer>();
        for (var paragraph : paragraphs) {
            if (paragraph.isHeading(body)) {
                sizes.add(-Math.round(paragraph.size));
            }
        }
        var blocks = new ArrayList<String>();
        Optional<String> title = Optional.empty();
        for (var paragraph : paragraphs) {
            if (!paragraph.isHeading(body)) {
                blocks.add(paragraph.markdown());
                continue;
            }
            int level = 1 + sizes.headSet(-Math.round(paragraph.size)).size();
            if (level == 1 && title.isEmpty() && paragraph.page == 1) {
                title = Optional.of(paragraph.text.toString());
            }
            blocks.add("#".repeat(Math.min(level, 4)) + " " + InlineMarkdown.escaped(paragraph.text.toString()));
        }
        return new PdfParagraphs(blocks.isEmpty() ? "" : String.join("\n\n", blocks) + "\n", title);
    }

    private static boolean startsParagraph(PdfLines.Line before, PdfLines.Line line, float leading) {
        if (Math.abs(before.size() - line.size()) > 0.6f
                || ITEM.matcher(line.text()).matches()) {
            return true;
        }
        float down = line.bottom() - before.bottom();
        boolean goesOn = !SENTENCE_END.matcher(before.text()).matches();
        if (line.page() != before.page() || down < 0) {
            return !goesOn; // A sentence runs on over a page or column.
        }
        if (down > 1.45f * leading) {
            return true;
        }
        boolean indented = line.left() > before.left() + line.size() * 0.9f && !goesOn;
        boolean shortBefore = before.right() < line.right() - 3 * line.size() && !goesOn;
        return indented || shortBefore;
    }

    /// The size most letters have.
    private static float bodySize(List<PdfLines.Line> lines) {
        var letters = new TreeMap<Float, Integer>();
        lines.forEach(line -> letters.merge(line.size(), line.text().length(), Integer::sum));
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0f);
    }

    /// The usual distance from one line to the next.
    private static float leading(List<PdfLines.Line> lines) {
        var distances = new TreeMap<Integer, Integer>();
        for (int i = 1; i < lines.size(); i++) {
            float down = lines.get(i).bottom() - lines.get(i - 1).bottom();
            if (lines.get(i).page() == lines.get(i - 1).page() && down > 1 && down < 60) {
                distances.merge(Math.round(down), 1, Integer::sum);
            }
        }
        return distances.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(14);
    }

    private static List<PdfLines.Line> withoutRunningLines(List<PdfLines.Line> lines) {
        var edges = new HashMap<Integer, List<PdfLines.Line>>();
        for (var line : lines) {
            var edge = edges.computeIfAbsent(line.page(), _ -> new ArrayList<>(List.of(line, line)));
            edge.set(0, line.bottom() < edge.get(0).bottom() ? line : edge.get(0));
            edge.set(1, line.bottom() > edge.get(1).bottom() ? line : edge.get(1));
        }
        if (edges.size() < PAGES_TO_COMPARE) {
            return lines;
        }
        var seen = new HashMap<String, Integer>();
        edges.values().stream()
                .flatMap(edge -> edge.stream().distinct())
                .forEach(line -> seen.merge(withoutNumbers(line), 1, Integer::sum));
        return lines.stream()
                .filter(line -> !edges.getOrDefault(line.page(), List.of()).contains(line)
                        || seen.getOrDefault(withoutNumbers(line), 0) * 2 <= edges.size())
                .toList();
    }

    private static String withoutNumbers(PdfLines.Line line) {
        return line.text().replaceAll("\\d+", "#");
    }

    private static final class Paragraph {
        private final StringBuilder text = new StringBuilder();
        private final float size;
        private final int page;

        Paragraph(PdfLines.Line line) {
            text.append(line.text());
            size = line.size();
            page = line.page();
        }

        void add(PdfLines.Line line) {
            boolean cut = endsInCutWord() && Character.isLowerCase(line.text().codePointAt(0));
            if (cut) {
                text.setLength(text.length() - 1);
            } else {
                text.append(' ');
            }
            text.append(line.text());
        }

        private boolean endsInCutWord() {
            int last = text.length() - 1;
            return last > 0
                    && (text.charAt(last) == '-' || text.charAt(last) == '\u00AD')
                    && Character.isLetter(text.codePointBefore(last));
        }

        boolean isHeading(float body) {
            return size > body * 1.12f && text.length() <= MAX_HEADING;
        }

        String markdown() {
            var bullet = BULLET.matcher(text);
            return bullet.find()
                    ? "- " + InlineMarkdown.escaped(text.substring(bullet.end()))
                    : InlineMarkdown.escaped(text.toString()).replaceFirst("^(\\d{1,9})\\\\([.)] )", "$1$2");
        }
    }
}
