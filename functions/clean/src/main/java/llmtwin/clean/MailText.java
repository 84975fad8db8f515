package llmtwin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The plain text of an e-mail as Markdown. What others wrote, and the signature, become quotations, so that they are
/// told from what the person wrote.
final class MailText {
    /// "On Monday, A. Writer wrote:" in the languages of the mail programs met most; it may be broken over two lines.
    private static final Pattern ATTRIBUTION = Pattern.compile("(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\\b.{5,200}\\b"
            + "(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu|skrev|napisał\\(a\\)|napisał).{0,40}:");
    private static final Pattern ORIGINAL = Pattern.compile(
            "-{2,}\\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\\s*-{2,}");
    /// A shorter line was ended by its writer, not by the width of the window.
    private static final int WRAPPED = 60;

    private final List<String> out = new ArrayList<>();
    private boolean quoting;

    private MailText() {}

    /// @param flowed whether a space at the end of a line means that the paragraph goes on (RFC 3676)
    static String markdown(String text, boolean flowed) {
        var lines = flowed ? unfolded(text.lines().toList()) : text.lines().toList();
        var mail = new MailText();
        boolean others = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            others |= line.equals("-- ")
                    || line.equals("--")
                    || ORIGINAL.matcher(line.strip()).matches();
            int attribution = others ? 0 : attribution(lines, i);
            if (attribution > 0) {
                mail.line(String.join(" ", lines.subList(i, i + attribution)).strip(), true);
                mail.line("", true);
                i += attribution - 1;
                continue;
            }
            int depth = depth(line);
            var next = i + 1 < lines.size() ? lines.get(i + 1) : "";
            var content = withoutMarks(line).stripTrailing();
            boolean breaks = !flowed && !content.isBlank() && isEnded(content, next);
            mail.line(
                    "> ".repeat(Math.max(0, Math.min(depth, 8) - 1)) + content + (breaks ? "  " : ""),
                    depth > 0 || others);
        }
        return String.join("\n", mail.out)
                        .replaceAll("[ \\t]+(?=\\n\\n|\\z)", "")
                        .strip() + "\n";
    }

    private void line(String content, boolean quote) {
        if (quote != quoting && !out.isEmpty() && !out.getLast().isEmpty()) {
            out.add(""); // A line right after a quotation would belong to it.
        }
        quoting = quote;
        out.add(!quote ? content : content.isEmpty() ? ">" : "> " + content);
    }

    /// How many lines the words take that introduce a quotation; 0 if these are none.
    private static int attribution(List<String> lines, int at) {
        var one = lines.get(at).strip();
        if (ATTRIBUTION.matcher(one).matches()) {
            return 1;
        }
        boolean two = at + 1 < lines.size()
                && one.length() < 200
                && !one.isEmpty()
                && ATTRIBUTION.matcher(one + " " + lines.get(at + 1).strip()).matches();
        return two ? 2 : 0;
    }

    private static boolean isEnded(String line, String next) {
        var following = withoutMarks(next).strip();
        int word = following.indexOf(' ') < 0 ? following.length() : following.indexOf(' ');
        return !following.isEmpty() && line.length() + 1 + word <= WRAPPED;
    }

    private static List<String> unfolded(List<String> lines) {
        var whole = new ArrayList<String>();
        var paragraph = new StringBuilder();
        boolean soft = false;
        for (var line : lines) {
            var text = line.startsWith(" ") ? line.substring(1) : line;
            if (soft && depth(text) == depth(paragraph)) {
                paragraph.append(withoutMarks(text));
            } else {
                whole.add(paragraph.toString());
                paragraph = new StringBuilder(text);
            }
            soft = text.endsWith(" ") && !text.equals("-- ");
        }
        whole.add(paragraph.toString());
        return whole;
    }

    /// How many times a line is quoted.
    private static int depth(CharSequence line) {
        int depth = 0;
        for (int i = 0, marks = marks(line); i < marks; i++) {
            depth += line.charAt(i) == '>' ? 1 : 0;
        }
        return depth;
    }

    private static String withoutMarks(String line) {
        return line.substring(marks(line));
    }

    /// How many characters at the start of a line only quote it: `> > `.
    private static int marks(CharSequence line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) == '>') {
            end += end + 1 < line.length() && line.charAt(end + 1) == ' ' ? 2 : 1;
        }
        return end;
    }
}
