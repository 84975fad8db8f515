package llmtwin.unpack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import llmtwin.core.Piece;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// One page of a Notion export, its properties apart from its text.
///
/// @param properties by name in lower case
record NotionPage(String title, Map<String, String> properties, Piece.Format format, String body) {
    private static final Pattern HEADING = Pattern.compile("\\A\\s*# (.+)\\n*");
    private static final Pattern PROPERTY = Pattern.compile("(\\p{L}[\\p{L}\\p{N} _/()-]{0,40}): (\\S.*)");
    private static final Pattern PAGE_LINK =
            Pattern.compile("(?<!!)\\[([^\\]\\n]+)]\\((?!https?:)[^)\\n]*[0-9a-f]{32}[^)\\n]*\\.(?:md|csv|html)\\)");
    private static final Pattern ATTACHED_IMAGE = Pattern.compile("!\\[[^\\]\\n]*]\\((?!https?:)[^)\\n]*\\)");
    /// One of these makes a single line of properties.
    private static final Set<String> USUAL = Set.of(
            "created",
            "created time",
            "created by",
            "last edited time",
            "last edited by",
            "tags",
            "date",
            "status",
            "author",
            "owner",
            "url",
            "type",
            "category",
            "published",
            "publish date",
            "updated");

    static NotionPage ofMarkdown(String markdown) {
        var text = markdown.replace("\r\n", "\n");
        var heading = HEADING.matcher(text);
        if (!heading.find()) {
            return new NotionPage("", Map.of(), Piece.Format.MARKDOWN, unlinked(text));
        }
        var body = text.substring(heading.end());
        int end = body.indexOf("\n\n");
        var properties = properties(end < 0 ? body : body.substring(0, end));
        if (!properties.isEmpty()) {
            body = end < 0 ? "" : body.substring(end).strip() + "\n";
        }
        return new NotionPage(heading.group(1).strip(), properties, Piece.Format.MARKDOWN, unlinked(body));
    }

    /// Empty if the lines are not properties, all of them.
    private static Map<String, String> properties(String block) {
        var properties = new LinkedHashMap<String, String>();
        for (var line : block.lines().toList()) {
            var property = PROPERTY.matcher(line);
            if (!property.matches()) {
                return Map.of();
            }
            properties.put(
                    property.group(1).toLowerCase(Locale.ROOT),
                    property.group(2).strip());
        }
        return properties.keySet().stream().anyMatch(USUAL::contains) ? properties : Map.of();
    }

    /// Links into the export lead nowhere outside it: their text stays.
    private static String unlinked(String text) {
        return ATTACHED_IMAGE.matcher(PAGE_LINK.matcher(text).replaceAll("$1")).replaceAll("");
    }

    static NotionPage ofHtml(Document page) {
        var properties = new LinkedHashMap<String, String>();
        for (var row : page.select("table.properties tr")) {
            properties.put(
                    row.select("th").text().toLowerCase(Locale.ROOT),
                    row.select("td").text().replaceFirst("^@", ""));
        }
        var body = page.selectFirst(".page-body");
        return new NotionPage(
                page.select("h1.page-title").text(),
                properties,
                Piece.Format.HTML,
                body == null || body.text().isBlank() ? "" : body.html());
    }

    /// The first of the properties that is there.
    @Nullable
    String property(String... names) {
        return List.of(names).stream()
                .map(properties::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
