package llmtwin.unpack;

import java.time.Instant;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A post on X as its archive has it.
///
/// @param text with full links and without HTML entities
/// @param written as it stands in the archive, to find its long form by
/// @param parent id of what it answers; empty if nothing
/// @param parentUser id of the account that it answers; empty if nobody
/// @param parentName name of that account
record Tweet(
        String id,
        String text,
        String written,
        @Nullable Instant created,
        String language,
        String parent,
        String parentUser,
        String parentName) {

    static Tweet of(JsonNode node) {
        var full = JsonRecords.text(node, "full_text");
        var written = full.isEmpty() ? JsonRecords.text(node, "text") : full;
        var id = JsonRecords.text(node, "id_str");
        return new Tweet(
                id.isEmpty() ? JsonRecords.text(node, "id") : id,
                text(written, node.path("entities")),
                Parser.unescapeEntities(written, false),
                Times.parse(JsonRecords.text(node, "created_at")),
                JsonRecords.text(node, "lang"),
                JsonRecords.text(node, "in_reply_to_status_id_str"),
                JsonRecords.text(node, "in_reply_to_user_id_str"),
                JsonRecords.text(node, "in_reply_to_screen_name"));
    }

    private static String text(String written, JsonNode entities) {
        var text = written;
        for (var url : entities.path("urls")) {
            text = replaced(text, JsonRecords.text(url, "url"), JsonRecords.text(url, "expanded_url"));
        }
        // The link that stands for a picture leads nowhere but to the post itself.
        for (var media : entities.path("media")) {
            text = replaced(text, JsonRecords.text(media, "url"), " ").stripTrailing();
        }
        return Parser.unescapeEntities(text, false);
    }

    static String replaced(String text, String link, String full) {
        return link.isEmpty() || full.isEmpty() ? text : text.replace(link, full.isBlank() ? "" : full);
    }

    boolean isRetweet() {
        return written.startsWith("RT @");
    }

    Tweet with(String longText) {
        return new Tweet(id, longText, written, created, language, parent, parentUser, parentName);
    }
}
