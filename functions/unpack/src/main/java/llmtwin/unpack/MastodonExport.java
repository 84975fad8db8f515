package llmtwin.unpack;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import org.jsoup.nodes.Entities;
import tools.jackson.databind.JsonNode;

/// The archive that Mastodon makes: `outbox.json`, an ActivityStreams collection of everything that the account did,
/// in a zip or a tar, or alone. Notes that everybody may read are the person's; boosts are somebody else's.
///
/// @see <a href="https://www.w3.org/TR/activitystreams-vocabulary/">ActivityStreams vocabulary</a>
final class MastodonExport implements Export {
    private static final Pattern OUTBOX = Pattern.compile("outbox\\.json");
    private static final Pattern ACTOR = Pattern.compile("actor\\.json");
    private static final String PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

    @Override
    public String name() {
        return "mastodon";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        var outbox = archive.find(OUTBOX);
        return outbox.isPresent() && archive.head(outbox.get()).contains("OrderedCollection");
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var outbox = archive.find(OUTBOX).orElseThrow(() -> new Unreadable("outbox.json is missing"));
        var author = author(archive);
        JsonRecords.each(archive, outbox, "orderedItems", activity -> {
            var note = activity.path("object");
            boolean own = JsonRecords.text(activity, "type").equals("Create") && note.isObject();
            if (own && isPublic(note) && (options.replies() || !answersOthers(activity, note))) {
                members.accept(new Member.Writing(piece(note, author)));
            }
        });
    }

    private static String author(Archive archive) throws IOException {
        var name = new StringBuilder();
        var actor = archive.find(ACTOR);
        if (actor.isPresent()) {
            JsonRecords.each(archive, actor.get(), node -> {
                var shown = JsonRecords.text(node, "name");
                name.append(shown.isBlank() ? JsonRecords.text(node, "preferredUsername") : shown);
            });
        }
        return name.toString();
    }

    private static boolean isPublic(JsonNode note) {
        for (var field : new String[] {"to", "cc"}) {
            var whom = note.path(field);
            for (var one : whom.isArray() ? whom : List.of(whom)) {
                var text = one.stringValue("");
                if (text.equals(PUBLIC) || text.equals("as:Public")) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whoever goes on in a thread of their own answers nobody.
    private static boolean answersOthers(JsonNode activity, JsonNode note) {
        var answered = JsonRecords.text(note, "inReplyTo");
        var actor = JsonRecords.text(activity, "actor");
        return !answered.isEmpty() && (actor.isEmpty() || !answered.startsWith(actor + "/"));
    }

    private Piece piece(JsonNode note, String author) {
        var languages = note.path("contentMap").propertyNames();
        var url = JsonRecords.text(note, "url");
        return Piece.at(Addresses.of(this, JsonRecords.text(note, "id")), Category.POST)
                .title(JsonRecords.text(note, "summary"))
                .author(author)
                .published(Times.parse(JsonRecords.text(note, "published")))
                .modified(Times.parse(JsonRecords.text(note, "updated")))
                .url(url.isEmpty() ? JsonRecords.text(note, "id") : url)
                .language(languages.size() == 1 ? languages.iterator().next() : null)
                .replyTo(JsonRecords.text(note, "inReplyTo"))
                .body(Piece.Format.HTML, JsonRecords.text(note, "content") + poll(note))
                .build();
    }

    private static String poll(JsonNode note) {
        var answers = new StringBuilder();
        for (var field : new String[] {"oneOf", "anyOf"}) {
            for (var answer : note.path(field)) {
                answers.append("<li>")
                        .append(Entities.escape(JsonRecords.text(answer, "name")))
                        .append("</li>");
            }
        }
        return answers.isEmpty() ? "" : "<ul>" + answers + "</ul>";
    }
}
