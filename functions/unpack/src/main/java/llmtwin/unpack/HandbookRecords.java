package llmtwin.unpack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import llmtwin.core.PieceBuilder;
import tools.jackson.databind.JsonNode;

/// Records as the LLM Engineer's Handbook keeps them, in its data files as in its database: articles, posts and
/// repositories, each with its text in a map `content`, and users.
///
/// The Handbook keeps neither dates nor titles of posts. Where a record has them beside its own fields, they are read:
/// `title`, `author`, `language`, `published`, `modified`, `site` and `licence`.
public final class HandbookRecords {
    private static final int MAX_ADDRESS = 900;

    private HandbookRecords() {}

    /// Whether a record is one that can be read here.
    public static boolean recognises(JsonNode record) {
        return !record.path("content").isMissingNode()
                && (record.has("platform") || record.has("author_id") || record.has("owner_id"));
    }

    /// The id of a record or of what it refers to, as text or as MongoDB's own tools write it; empty if there is none.
    public static String id(JsonNode record, String field) {
        var id = record.path(field);
        for (var type : List.of("$oid", "$uuid")) {
            if (id.has(type)) {
                return JsonRecords.text(id, type);
            }
        }
        return JsonRecords.text(record, field).isEmpty() && field.equals("_id")
                ? JsonRecords.text(record, "id")
                : JsonRecords.text(record, field);
    }

    /// The full name of a user.
    public static String userName(JsonNode user) {
        return (JsonRecords.text(user, "first_name") + " " + JsonRecords.text(user, "last_name")).strip();
    }

    /// Hands over what a record holds: one piece, or every readable file of a repository.
    ///
    /// @param address of the record
    /// @param users names by the id of the user
    public static void read(JsonNode record, String address, Map<String, String> users, Consumer<Member> members) {
        if (record.has("name") && record.path("content").isObject()) {
            repository(record, address, users, members);
        } else if (record.has("content")) {
            writing(record, address, users, members);
        }
    }

    private static void writing(JsonNode record, String address, Map<String, String> users, Consumer<Member> members) {
        var content = record.path("content");
        boolean article = content.has("Content");
        var body = article ? JsonRecords.text(content, "Content") : posts(content);
        if (body.isBlank()) {
            members.accept(new Member.Blank(id(record, "_id"), "it has no text"));
            return;
        }
        members.accept(new Member.Writing(piece(address, article ? Category.ARTICLE : Category.POST, record, users)
                .url(JsonRecords.text(record, "link"))
                .body(article ? Piece.Format.MARKDOWN : Piece.Format.TEXT, body)
                .build()));
    }

    private static PieceBuilder piece(String address, Category category, JsonNode record, Map<String, String> users) {
        var content = record.path("content");
        return Piece.at(address, category)
                .title(first(JsonRecords.text(record, "title"), JsonRecords.text(content, "Title")))
                .author(stated(
                        record, "author", first(JsonRecords.text(record, "author_full_name"), author(record, users))))
                .published(Times.parse(JsonRecords.text(record, "published")))
                .modified(Times.parse(JsonRecords.text(record, "modified")))
                .language(first(JsonRecords.text(record, "language"), JsonRecords.text(content, "language")))
                .siteName(stated(record, "site", JsonRecords.text(record, "platform")))
                .licence(JsonRecords.text(record, "licence"));
    }

    private static String author(JsonNode record, Map<String, String> users) {
        return users.getOrDefault(first(id(record, "author_id"), id(record, "owner_id")), "");
    }

    /// A field that is there says so also by being null.
    private static String stated(JsonNode record, String field, String otherwise) {
        return record.has(field) ? JsonRecords.text(record, field) : otherwise;
    }

    private static String first(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }

    /// `"…"`, `{"text": "…"}` or `{"Post_0": {"text": "…"}, …}`.
    private static String posts(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        var text = JsonRecords.text(content, "text");
        return !text.isEmpty()
                ? text
                : content.properties().stream()
                        .map(post -> post.getValue().isString()
                                ? post.getValue().stringValue()
                                : JsonRecords.text(post.getValue(), "text"))
                        .filter(post -> !post.isBlank())
                        .collect(Collectors.joining("\n\n"));
    }

    private static void repository(
            JsonNode record, String address, Map<String, String> users, Consumer<Member> members) {
        var files = record.path("content").properties();
        for (var file : files) {
            var path = EntryName.safe(file.getKey()).filter(AnyFiles::isOwn).orElse(null);
            if (path == null || !file.getValue().isString()) {
                continue;
            }
            members.accept(
                    address.length() + path.length() >= MAX_ADDRESS
                            ? new Member.Skipped(path, "its name is too long")
                            : file(record, address, path, file.getValue().stringValue(), files.size() == 1, users));
        }
    }

    /// @param alone whether the facts of the record are those of this file
    private static Member file(
            JsonNode record, String address, String path, String text, boolean alone, Map<String, String> users) {
        var type = FileType.of(path).orElseThrow(); // Whatever is somebody's own has one.
        if (!isProse(type)) {
            return new Member.File(
                    address + "/" + path, path, type.contentType(), text.getBytes(StandardCharsets.UTF_8));
        }
        // A README and its like belong to the repository, as nothing in the file itself would tell.
        var piece = piece(address + "/" + path, Category.REPOSITORY, record, users)
                .body(path.endsWith(".txt") ? Piece.Format.TEXT : Piece.Format.MARKDOWN, text);
        return new Member.Writing((alone ? piece.url(JsonRecords.text(record, "link")) : piece.title(null)).build());
    }

    private static boolean isProse(FileType type) {
        return !type.code()
                && (type.contentType().equals("text/markdown")
                        || type.contentType().equals("text/plain"));
    }
}
