package llmtwin.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The archive that ChatGPT sends: `conversations.json` (or `conversations-000.json` and so on), in which each
/// conversation is a tree of messages. What the person saw last is the way from its current node up to its root.
final class ChatGptExport implements Export {
    private static final Predicate<String> FILES = Archive.ending(Pattern.compile("conversations(?:-\\d+)?\\.json"));
    /// Marks of sources between characters for private use.
    private static final Pattern MARKS = Pattern.compile("\uE200[^\uE201]*\uE201");

    @Override
    public String name() {
        return "chatgpt";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var file = archive.entries().stream().filter(FILES).findFirst();
        return file.isPresent() && archive.head(file.get()).contains("\"mapping\"");
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        for (var file : archive.entries().stream().filter(FILES).toList()) {
            JsonRecords.each(archive, file, conversation -> {
                var turns = turns(conversation);
                if (turns.stream().anyMatch(turn -> turn.role() == Piece.Role.OWN)) {
                    members.accept(new Member.Writing(piece(conversation, turns)));
                }
            });
        }
    }

    private Piece piece(JsonNode conversation, List<Piece.Turn> turns) {
        var named = JsonRecords.text(conversation, "conversation_id");
        var id = named.isEmpty() ? JsonRecords.text(conversation, "id") : named;
        return Piece.at(Addresses.of(this, id), Category.CONVERSATION)
                .title(JsonRecords.text(conversation, "title"))
                .published(Times.ofEpochSeconds(JsonRecords.number(conversation, "create_time")))
                .modified(Times.ofEpochSeconds(JsonRecords.number(conversation, "update_time")))
                .url(id.isEmpty() ? null : "https://chatgpt.com/c/" + id)
                .siteName("ChatGPT")
                .body(Piece.Format.MARKDOWN, "")
                .turns(turns)
                .build();
    }

    private static List<Piece.Turn> turns(JsonNode conversation) {
        var mapping = conversation.path("mapping");
        var turns = new ArrayList<Piece.Turn>();
        var seen = new HashSet<String>();
        var id = JsonRecords.text(conversation, "current_node");
        if (id.isEmpty()) {
            id = newestLeaf(mapping);
        }
        while (!id.isEmpty() && seen.add(id)) {
            var turn = turn(mapping.path(id).path("message"));
            if (turn != null) {
                turns.add(turn);
            }
            id = JsonRecords.text(mapping.path(id), "parent");
        }
        return turns.reversed();
    }

    private static String newestLeaf(JsonNode mapping) {
        var newest = "";
        double latest = -1;
        for (var node : mapping.properties()) {
            double time = JsonRecords.number(node.getValue().path("message"), "create_time");
            if (node.getValue().path("children").isEmpty() && time > latest) {
                latest = time;
                newest = node.getKey();
            }
        }
        return newest;
    }

    /// Null for what nobody said: hidden messages, those of tools and those to tools.
    private static Piece.@Nullable Turn turn(JsonNode message) {
        var role = JsonRecords.text(message.path("author"), "role");
        var recipient = JsonRecords.text(message, "recipient");
        boolean spoken = (role.equals("user") || role.equals("assistant"))
                && (recipient.isEmpty() || recipient.equals("all"))
                && !message.path("metadata")
                        .path("is_visually_hidden_from_conversation")
                        .asBoolean(false);
        var text = spoken ? text(message.path("content")) : "";
        if (text.isBlank()) {
            return null;
        }
        boolean own = role.equals("user");
        return new Piece.Turn(
                own ? Piece.Role.OWN : Piece.Role.OTHER,
                own ? null : "ChatGPT",
                text,
                Times.ofEpochSeconds(JsonRecords.number(message, "create_time")));
    }

    private static String text(JsonNode content) {
        return switch (JsonRecords.text(content, "content_type")) {
            case "text", "multimodal_text" -> parts(content.path("parts"));
            case "code" -> {
                var language = JsonRecords.text(content, "language");
                yield "```" + (language.equals("unknown") ? "" : language) + "\n"
                        + JsonRecords.text(content, "text").strip() + "\n```";
            }
            default -> ""; // Thoughts, results of tools, instructions for the model.
        };
    }

    private static String parts(JsonNode parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            // An object is a picture, or sound with the text that was said.
            var said = part.isString() ? part.stringValue() : JsonRecords.text(part, "text");
            text.append(text.isEmpty() || said.isBlank() ? "" : "\n\n").append(said);
        }
        return MARKS.matcher(text).replaceAll("").strip();
    }
}
