package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import tools.jackson.databind.JsonNode;

/// The data files of the LLM Engineer's Handbook: a list of documents for each class (`ArticleDocument.json`,
/// `PostDocument.json`, `RepositoryDocument.json`) and one of users, alone or zipped.
final class HandbookExport implements Export {
    private static final Predicate<String> JSON = Archive.ending(Pattern.compile("[^/]+\\.json"));
    private static final Predicate<String> NAMED =
            Archive.ending(Pattern.compile("(?:Article|Post|Repository)Document\\.json"));
    private static final Pattern USERS = Pattern.compile("UserDocument\\.json");

    @Override
    public String name() {
        return "handbook";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        if (archive.packs()) {
            return archive.holdsMostly(NAMED);
        }
        for (var entry : archive.entries()) {
            var head = JSON.test(entry) ? archive.head(entry) : "";
            if (NAMED.test(entry) || (head.contains("\"author_id\"") && head.contains("\"platform\""))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var users = users(archive);
        var files = archive.entries().stream()
                .filter(archive.packs() ? NAMED : JSON)
                .toList();
        for (var file : files) {
            JsonRecords.each(archive, file, document -> {
                if (document.has("name") && document.path("content").isObject()) {
                    repository(document, members);
                } else if (document.has("content")) {
                    writing(document, users, members);
                }
            });
        }
    }

    private static Map<String, String> users(Archive archive) throws IOException {
        var users = new HashMap<String, String>();
        var file = archive.find(USERS);
        if (file.isPresent()) {
            JsonRecords.each(
                    archive,
                    file.get(),
                    user -> users.put(
                            id(user, "_id"),
                            JsonRecords.text(user, "first_name") + " " + JsonRecords.text(user, "last_name")));
        }
        return users;
    }

    /// As text, or as MongoDB's own tools write it.
    private static String id(JsonNode document, String field) {
        var id = document.path(field);
        for (var type : List.of("$oid", "$uuid")) {
            if (id.has(type)) {
                return JsonRecords.text(id, type);
            }
        }
        return JsonRecords.text(document, field).isEmpty() && field.equals("_id")
                ? JsonRecords.text(document, "id")
                : JsonRecords.text(document, field);
    }

    private void writing(JsonNode document, Map<String, String> users, Consumer<Member> members) {
        var content = document.path("content");
        boolean article = content.has("Content");
        var body = article ? JsonRecords.text(content, "Content") : posts(content);
        if (body.isBlank()) {
            members.accept(new Member.Blank(id(document, "_id"), "it has no text"));
            return;
        }
        var author = JsonRecords.text(document, "author_full_name");
        members.accept(new Member.Writing(
                Piece.at(Addresses.of(this, id(document, "_id")), article ? Category.ARTICLE : Category.POST)
                        .title(JsonRecords.text(content, "Title"))
                        .author(author.isBlank() ? users.get(id(document, "author_id")) : author)
                        .language(JsonRecords.text(content, "language"))
                        .url(JsonRecords.text(document, "link"))
                        .siteName(JsonRecords.text(document, "platform"))
                        .body(article ? Piece.Format.MARKDOWN : Piece.Format.TEXT, body)
                        .build()));
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

    private void repository(JsonNode document, Consumer<Member> members) {
        var repository = Addresses.of(this, id(document, "_id"));
        for (var file : document.path("content").properties()) {
            var path = EntryName.safe(file.getKey());
            var type = path.flatMap(FileType::of);
            if (type.isPresent()
                    && path.filter(AnyFiles::isOwn).isPresent()
                    && file.getValue().isString()) {
                members.accept(new Member.File(
                        repository + "/" + path.get(),
                        path.get(),
                        type.get().contentType(),
                        file.getValue().stringValue().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
