package llmtwin.clean;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.clean.RtfState.Destination;
import org.jsoup.nodes.Element;

/// Reads one RTF file. Groups are kept on a stack of our own, so that nesting costs no recursion.
final class RtfReader {
    private static final int MAX_NESTING = 2_000;
    private static final int LONGEST_FIELD = 2_000;
    private static final Pattern HYPERLINK =
            Pattern.compile("\\s*HYPERLINK\\s+(?:\\\\\\S\\s+)*\"?([^\"\\s]+).*", Pattern.DOTALL);

    private final RtfTokens tokens;
    private final RtfBody body = new RtfBody();
    private final Deque<RtfState> outer = new ArrayDeque<>();
    private final Map<Integer, Charset> charsets = new HashMap<>();
    private final Map<Integer, String> fonts = new HashMap<>();
    private final Map<Integer, String> styles = new HashMap<>();
    private final Map<Destination, StringBuilder> facts = new HashMap<>();
    private final Map<String, Integer> clock = new HashMap<>();

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private RtfState state = new RtfState();
    private Charset fileCharset = RtfCharsets.ANSI;
    private StyledText paragraph = new StyledText();
    private StyledText note = new StyledText();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder field = new StringBuilder();
    private final StringBuilder marker = new StringBuilder();
    private boolean starred;
    private int toSkip;

    private RtfReader(byte[] rtf) {
        tokens = new RtfTokens(rtf);
    }

    /// @throws IOException if groups are nested deeper than any program nests them
    static RtfReader of(byte[] rtf) throws IOException {
        var reader = new RtfReader(rtf);
        reader.read();
        return reader;
    }

    Element html() {
        return body.html();
    }

    Optional<String> fact(Destination fact) {
        return Optional.ofNullable(facts.get(fact)).map(StringBuilder::toString);
    }

    /// @return as ISO 8601 without an offset
    Optional<String> time(Destination fact) {
        var year = clock.get(fact + "yr");
        return year == null
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02dT%02d:%02d:00",
                        year,
                        clock.getOrDefault(fact + "mo", 1),
                        clock.getOrDefault(fact + "dy", 1),
                        clock.getOrDefault(fact + "hr", 0),
                        clock.getOrDefault(fact + "min", 0)));
    }

    private void read() throws IOException {
        while (true) {
            switch (tokens.next()) {
                case RtfTokens.Token.Open _ -> open();
                case RtfTokens.Token.Close _ -> close();
                case RtfTokens.Token.Text(var b) -> {
                    if (toSkip > 0) {
                        toSkip--;
                    } else {
                        pending.write(b);
                    }
                }
                case RtfTokens.Token.Control(var word, var number) -> control(word, number);
                case RtfTokens.Token.End _ -> {
                    flush();
                    state = new RtfState(); // Groups that were never closed end here, too.
                    endParagraph();
                    return;
                }
            }
        }
    }

    private void open() throws IOException {
        flush();
        toSkip = 0;
        if (outer.size() >= MAX_NESTING) {
            throw new IOException("its groups are nested deeper than " + MAX_NESTING + " levels");
        }
        outer.push(state);
        state = state.copy();
    }

    private void close() {
        flush();
        toSkip = 0;
        starred = false;
        if (outer.isEmpty()) {
            return;
        }
        var closed = state.destination;
        state = outer.pop();
        if (closed != state.destination) {
            switch (closed) {
                case FIELD -> endField();
                case NOTE -> endNote();
                default -> {} // Facts and names are complete without an end.
            }
        }
    }

    private void endField() {
        var link = HYPERLINK.matcher(field);
        if (link.matches()) {
            var target = link.group(1);
            state.link = target.matches("(?i)mailto:.+")
                    ? target
                    : Links.web(target).map(Object::toString).orElse("");
        }
        field.setLength(0);
    }

    private void endNote() {
        if (!note.isBlank()) {
            paragraph.add("[" + body.note(note) + "]", StyledText.Look.PLAIN);
        }
        note = new StyledText();
    }

    private void control(String word, int number) {
        if (toSkip > 0 && !word.equals("u")) {
            toSkip--; // A symbol may stand in for a character, too.
            return;
        }
        flush();
        if (word.equals("*")) {
            starred = true;
            return;
        }
        boolean optional = starred;
        starred = false;
        if (state.destination == Destination.NOWHERE && !word.equals("ud")) {
            return;
        }
        if (!destination(word) && optional) {
            state.destination = Destination.NOWHERE;
        } else if (!formatting(word, number) && !paragraphs(word, number) && !symbol(word, number)) {
            tables(word);
        }
    }

    /// @return whether the word opens a destination that is known
    private boolean destination(String word) {
        var opened = switch (word) {
            case "fonttbl" -> Destination.FONTS;
            case "stylesheet" -> Destination.STYLES;
            case "fldinst" -> Destination.FIELD;
            case "footnote" -> state.destination == Destination.NOTE ? Destination.NOWHERE : Destination.NOTE;
            case "listtext", "pntext" -> Destination.MARKER;
            case "title" -> Destination.TITLE;
            case "author" -> Destination.AUTHOR;
            case "creatim" -> Destination.CREATED;
            case "revtim" -> Destination.REVISED;
            case "ud" -> state.unicode;
            case "shptxt" -> state.destination;
            case "upr",
                    "colortbl",
                    "pict",
                    "objdata",
                    "header",
                    "headerl",
                    "headerr",
                    "headerf",
                    "footer",
                    "footerl",
                    "footerr",
                    "footerf",
                    "ftnsep",
                    "ftnsepc",
                    "annotation",
                    "atnid",
                    "atnauthor",
                    "bkmkstart",
                    "bkmkend",
                    "tc",
                    "xe",
                    "nonshppict",
                    "subject",
                    "operator",
                    "keywords",
                    "comment",
                    "doccomm",
                    "company",
                    "printim",
                    "buptim",
                    "sp",
                    "private" -> Destination.NOWHERE;
            default -> null;
        };
        if (word.equals("upr")) {
            state.unicode = state.destination;
        }
        if (word.equals("listtext") || word.equals("pntext")) {
            marker.setLength(0);
        }
        if (opened != null) {
            state.destination = opened;
        }
        return opened != null || word.equals("shpinst") || word.equals("nesttableprops");
    }

    private boolean formatting(String word, int number) {
        switch (word) {
            case "plain" -> state.plain();
            case "b" -> state.bold = number != 0;
            case "i" -> state.italic = number != 0;
            case "strike", "striked" -> state.struck = number != 0;
            case "v" -> state.hidden = number != 0;
            case "deleted" -> state.deleted = number != 0;
            case "f" -> font(number);
            case "uc" -> state.fallback = Math.clamp(number, 0, 16);
            case "mac" -> fileCharset(RtfCharsets.ofPage(10000, fileCharset));
            case "pc" -> fileCharset(RtfCharsets.ofPage(437, fileCharset));
            case "pca" -> fileCharset(RtfCharsets.ofPage(850, fileCharset));
            case "ansicpg" -> fileCharset(RtfCharsets.ofPage(number, fileCharset));
            case "fcharset" -> charsets.put(state.font, RtfCharsets.ofFont(number, fileCharset));
            case "cpg" -> charsets.put(state.font, RtfCharsets.ofPage(number, fileCharset));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fileCharset(Charset charset) {
        fileCharset = charset;
        state.charset = charset;
    }

    private void font(int number) {
        state.font = number;
        state.charset = charsets.getOrDefault(number, fileCharset);
        if (state.destination == Destination.FONTS) {
            name.setLength(0);
        }
    }

    private boolean paragraphs(String word, int number) {
        switch (word) {
            case "par", "sect", "page" -> endParagraph();
            case "pard" -> state.newParagraph();
            case "s" -> state.style = number;
            case "outlinelevel" -> state.outline = number;
            case "ilvl" -> state.level = Math.clamp(number, 0, 8);
            case "ls" -> state.inList = number != 0;
            case "intbl" -> state.inTable = true;
            case "yr", "mo", "dy", "hr", "min" -> {
                if (number >= 0 && number < 10_000) {
                    clock.put(state.destination + word, number);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean symbol(String word, int number) {
        switch (word) {
            case "u" -> {
                write(String.valueOf((char) number));
                toSkip = state.fallback;
            }
            case "tab" -> write("\t");
            case "line", "softline" -> write("\n");
            case "~" -> write("\u00A0");
            case "_" -> write("\u2011");
            case "emdash" -> write("—");
            case "endash" -> write("–");
            case "lquote" -> write("‘");
            case "rquote" -> write("’");
            case "ldblquote" -> write("“");
            case "rdblquote" -> write("”");
            case "bullet" -> write("•");
            case "emspace", "enspace", "qmspace" -> write(" ");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void tables(String word) {
        switch (word) {
            case "cell" -> {
                body.cell(paragraph);
                paragraph = new StyledText();
            }
            case "row" -> body.endRow();
            case "nestcell" -> paragraph.add(" ", StyledText.Look.PLAIN);
            case "nestrow" -> paragraph.add("\n", StyledText.Look.PLAIN);
            default -> {} // Page layout, colours, revision marks and the like.
        }
    }

    private void endParagraph() {
        flush();
        if (state.destination == Destination.NOTE) {
            note.add(" ", StyledText.Look.PLAIN);
        } else if (state.inTable) {
            paragraph.add("\n", StyledText.Look.PLAIN);
        } else if (state.destination == Destination.BODY) {
            body.paragraph(paragraph, form());
            paragraph = new StyledText();
            marker.setLength(0);
        }
    }

    private RtfBody.Form form() {
        var style = styles.getOrDefault(state.style, "").toLowerCase(Locale.ROOT);
        int heading = style.matches("heading [1-6]") ? style.charAt(8) - '0' : style.equals("title") ? 1 : 0;
        if (heading == 0 && state.outline >= 0 && state.outline < 6) {
            heading = state.outline + 1;
        }
        var item = !marker.toString().isBlank() ? marker.toString() : state.inList ? "•" : "";
        boolean code = style.matches("html preformatted|preformatted text|plain text|.*\\bcode\\b.*");
        return new RtfBody.Form(
                heading, code, style.matches(".*quot(e|ations?)"), heading > 0 ? "" : item, state.level);
    }

    private void flush() {
        if (pending.size() > 0) {
            var text = pending.toString(state.charset);
            pending.reset();
            write(text);
        }
    }

    private void write(String text) {
        switch (state.destination) {
            case BODY -> visible(text, paragraph);
            case NOTE -> visible(text, note);
            case MARKER -> marker.append(text);
            case FIELD -> field.append(field.length() < LONGEST_FIELD ? text : "");
            case FONTS -> named(text, fonts, state.font);
            case STYLES -> named(text, styles, state.style);
            case TITLE, AUTHOR ->
                facts.computeIfAbsent(state.destination, _ -> new StringBuilder())
                        .append(text);
            case CREATED, REVISED, NOWHERE -> {}
        }
    }

    /// Names in tables end with a semicolon.
    private void named(String text, Map<Integer, String> names, int number) {
        name.append(text);
        int end = name.indexOf(";");
        if (end >= 0) {
            names.putIfAbsent(number, name.substring(0, end).strip());
            name.setLength(0);
        }
    }

    private void visible(String text, StyledText into) {
        if (state.isVisible()) {
            boolean code = StyledText.isMonospaced(fonts.getOrDefault(state.font, ""));
            into.add(text, new StyledText.Look(state.bold, state.italic, state.struck, code, state.link));
        }
    }
}
