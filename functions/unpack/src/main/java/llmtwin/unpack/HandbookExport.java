package llmtwin.unpack;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.ExportOptions;

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
            JsonRecords.each(
                    archive,
                    file,
                    record -> HandbookRecords.read(
                            record, Addresses.of(this, HandbookRecords.id(record, "_id")), users, members));
        }
    }

    private static Map<String, String> users(Archive archive) throws IOException {
        var users = new HashMap<String, String>();
        var file = archive.find(USERS);
        if (file.isPresent()) {
            JsonRecords.each(
                    archive,
                    file.get(),
                    user -> users.put(HandbookRecords.id(user, "_id"), HandbookRecords.userName(user)));
        }
        return users;
    }
}
