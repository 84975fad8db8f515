package llmtwin.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import tools.jackson.databind.JsonNode;

/// The archive that Claude sends: `conversations.json` with the messages of each conversation in their order.
/// Attached files are left out: they are seldom the person's own words.
final class ClaudeExport implements Export {
    private static final Pattern FILE = Pattern.compile("conversations\\.json");

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var file = archive.find(FILE);
        return file.isPresent() && archive.head(file.get()).contains("\"chat_messages\"");
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var file = archive.find(FILE).orElseThrow(() -> new Unreadable("conversations.json is missing"));
        JsonRecords.each(archive, file, conversation -> {
            var turns = turns(conversation.path("chat_messages"));
            if (turns.stream().anyMatch(turn -> turn.role() == Piece.Role.OWN)) {
                members.accept(new Member.Writing(piece(conversation, turns)));
            }
        });
    }

    private Piece piece(JsonNode conversation, List<Piece.Turn> turns) {
        var id = JsonRecords.text(conversation, "uuid");
        return Piece.at(Addresses.of(this, id), Category.CONVERSATION)
                .title(JsonRecords.text(conversation, "name"))
                .published(Times.parse(JsonRecords.text(conversation, "created_at")))
                .modified(Times.parse(JsonRecords.text(conversation, "updated_at")))
                .url(id.isEmpty() ? null : "https://claude.ai/chat/" + id)
                .siteName("Claude")
                .body(Piece.Format.MARKDOWN, "")
                .turns(turns)
                .build();
    }

    private static List<Piece.Turn> turns(JsonNode messages) {
        var turns = new ArrayList<Piece.Turn>();
        for (var message : messages) {
            var text = text(message);
            if (!text.isBlank()) {
                boolean own = JsonRecords.text(message, "sender").equals("human");
                turns.add(new Piece.Turn(
                        own ? Piece.Role.OWN : Piece.Role.OTHER,
                        own ? null : "Claude",
                        text,
                        Times.parse(JsonRecords.text(message, "created_at"))));
            }
        }
        return turns;
    }

    /// The text among the parts of a message; older archives have the text alone.
    private static String text(JsonNode message) {
        var text = new StringBuilder();
        for (var part : message.path("content")) {
            if (JsonRecords.text(part, "type").equals("text")) {
                text.append(text.isEmpty() ? "" : "\n\n").append(JsonRecords.text(part, "text"));
            }
        }
        return text.isEmpty()
                ? JsonRecords.text(message, "text").strip()
                : text.toString().strip();
    }
}
