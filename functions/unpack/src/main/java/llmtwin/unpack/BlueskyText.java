package llmtwin.unpack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import org.jsoup.nodes.Entities;
import tools.jackson.databind.JsonNode;

/// The text of a Bluesky post as HTML: its facets say which bytes of the text are links.
///
/// @see <a href="https://docs.bsky.app/docs/advanced-guides/post-richtext">Rich text</a>
final class BlueskyText {
    private static final String LINK = "app.bsky.richtext.facet#link";

    private record Link(int start, int end, String uri) {}

    private BlueskyText() {}

    static String html(JsonNode post) {
        var text = JsonRecords.text(post, "text").getBytes(StandardCharsets.UTF_8);
        var links = new ArrayList<Link>();
        for (var facet : post.path("facets")) {
            for (var feature : facet.path("features")) {
                if (JsonRecords.text(feature, "$type").equals(LINK)) {
                    var index = facet.path("index");
                    links.add(new Link(
                            index.path("byteStart").asInt(-1),
                            index.path("byteEnd").asInt(-1),
                            JsonRecords.text(feature, "uri")));
                }
            }
        }
        links.sort(Comparator.comparingInt(Link::start));
        var html = new StringBuilder("<p>");
        int from = 0;
        for (var link : links) {
            if (link.start() >= from && link.end() > link.start() && link.end() <= text.length) {
                html.append(escaped(text, from, link.start()))
                        .append("<a href=\"")
                        .append(Entities.escape(link.uri()))
                        .append("\">")
                        .append(escaped(text, link.start(), link.end()))
                        .append("</a>");
                from = link.end();
            }
        }
        return html.append(escaped(text, from, text.length)).append("</p>").toString();
    }

    private static String escaped(byte[] text, int from, int to) {
        return Entities.escape(new String(text, from, to - from, StandardCharsets.UTF_8))
                .replace("\n", "<br>\n");
    }
}
