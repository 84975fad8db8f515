package llmtwin.clean;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Inline markup of reStructuredText as HTML. What is no markup stays text.
///
/// @param targets where names lead, by name in lower case
/// @param substitutions what stands for `|name|`
record RstInline(Map<String, String> targets, Map<String, String> substitutions) {
    /// Markup longer than this is a mistake; the bound keeps the search for its end from taking forever.
    private static final Pattern MARKUP = Pattern.compile("""
            \\\\(?<escaped>.)\
            |``(?<literal>.{1,1000}?)``\
            |(?<![\\w*])\\*\\*(?=\\S)(?<strong>.{1,1000}?)(?<=[^\\s\\\\])\\*\\*(?!\\w)\
            |(?<![\\w*])\\*(?=[^\\s*])(?<em>[^*]{1,1000}?)(?<=[^\\s\\\\])\\*(?!\\w)\
            |(?<![\\w`]):(?<role>[\\w:+.-]{1,60}):`(?<content>[^`]{1,1000})`\
            |(?<![\\w`])`(?<quoted>[^`]{1,1000})`(?<link>__?(?!\\w))?\
            |(?<!\\w)\\[(?<note>[#*]?[\\w.-]{0,60})\\]_(?!\\w)\
            |\\|(?<name>[^|\\s][^|]{0,60})\\|_{0,2}\
            |(?<![\\w/])(?<word>[A-Za-z0-9][\\w.-]{0,60}?)__?(?![\\w/])\
            |(?<address>https?://[^\\s<>`]{1,1000}[\\w/])""", Pattern.DOTALL);
    private static final Pattern EMBEDDED = Pattern.compile("(?s)(.*?)\\s*<([^<>]+)>");

    void appendTo(Element parent, String text) {
        var markup = MARKUP.matcher(text);
        int end = 0;
        while (markup.find()) {
            parent.appendText(text.substring(end, markup.start()));
            append(parent, markup);
            end = markup.end();
        }
        parent.appendText(text.substring(end));
    }

    private void append(Element parent, Matcher found) {
        if (found.group("escaped") != null) {
            parent.appendText(found.group("escaped").isBlank() ? "" : found.group("escaped"));
        } else if (found.group("literal") != null) {
            parent.appendElement("code").text(found.group("literal"));
        } else if (found.group("strong") != null) {
            parent.appendElement("strong").text(found.group("strong"));
        } else if (found.group("em") != null) {
            parent.appendElement("em").text(found.group("em"));
        } else if (found.group("role") != null) {
            role(parent, found.group("role").toLowerCase(Locale.ROOT), found.group("content"));
        } else if (found.group("quoted") != null) {
            quoted(parent, found.group("quoted"), found.group("link") != null);
        } else if (found.group("note") != null) {
            parent.appendText("[" + found.group("note").replaceFirst("^#(?=.)", "") + "]");
        } else if (found.group("name") != null) {
            parent.appendText(substitutions.getOrDefault(found.group("name").toLowerCase(Locale.ROOT), found.group()));
        } else if (found.group("word") != null) {
            word(parent, found.group("word"), found.group());
        } else {
            link(parent, found.group(), found.group());
        }
    }

    private static void role(Element parent, String role, String content) {
        var embedded = EMBEDDED.matcher(content);
        var text = embedded.matches() && !embedded.group(1).isEmpty() ? embedded.group(1) : content;
        switch (role) {
            case "emphasis", "title-reference", "title", "dfn" ->
                parent.appendElement("em").text(text);
            case "strong", "guilabel", "menuselection" ->
                parent.appendElement("strong").text(text);
            case "ref",
                    "doc",
                    "term",
                    "numref",
                    "sub",
                    "sup",
                    "subscript",
                    "superscript",
                    "abbr",
                    "rfc",
                    "pep",
                    "any",
                    "download" -> parent.appendText(text);
            default -> parent.appendElement("code").text(text.replaceFirst("^[~!]", ""));
        }
    }

    private void quoted(Element parent, String content, boolean link) {
        var embedded = EMBEDDED.matcher(content);
        if (link && embedded.matches()) {
            var target = embedded.group(2).strip();
            link(parent, embedded.group(1).isEmpty() ? target : embedded.group(1), address(target));
        } else if (link) {
            link(parent, content, targets.getOrDefault(key(content), ""));
        } else {
            parent.appendElement("em").text(content);
        }
    }

    private String address(String target) {
        return target.endsWith("_") ? targets.getOrDefault(key(target.substring(0, target.length() - 1)), "") : target;
    }

    /// Names in code end with an underscore, too; only known ones are links.
    private void word(Element parent, String name, String written) {
        var target = targets.get(key(name));
        if (target == null) {
            parent.appendText(written);
        } else {
            link(parent, name, target);
        }
    }

    private static void link(Element parent, String text, String target) {
        parent.appendElement("a").attr("href", target).text(text);
    }

    static String key(String name) {
        return Lines.squeezed(name).toLowerCase(Locale.ROOT);
    }
}
