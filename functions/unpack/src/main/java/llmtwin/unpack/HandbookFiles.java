package llmtwin.unpack;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import llmtwin.core.CleanDocument;
import llmtwin.core.Json;
import llmtwin.core.Sha256;

/// Writes documents as the LLM Engineer's Handbook keeps them, so that its tools can import them.
///
/// Its ids are UUIDs of version 4; ours are made to look so, and are the same every time. It has no conversations:
/// those are left out.
public final class HandbookFiles {
    private HandbookFiles() {}

    /// JSON by file name; the documents in the order of their ids.
    ///
    /// @param owner full name of who wrote what names no author
    public static SortedMap<String, String> of(String owner, List<CleanDocument> documents) {
        var users = new TreeMap<String, Object>();
        var records = new LinkedHashMap<String, List<Object>>();
        for (var file : List.of("ArticleDocument.json", "PostDocument.json", "RepositoryDocument.json")) {
            records.put(file, new ArrayList<>());
        }
        users.put(userId(owner), user(owner));
        documents.stream()
                .sorted(Comparator.comparing(document -> document.ref().id()))
                .forEach(document -> {
                    var author = document.metadata().author() == null
                            ? owner
                            : document.metadata().author();
                    var record = record(document, author);
                    var kind = switch (document.metadata().category()) {
                        case ARTICLE -> records.get("ArticleDocument.json");
                        case POST -> records.get("PostDocument.json");
                        case REPOSITORY -> records.get("RepositoryDocument.json");
                        case CONVERSATION -> null;
                    };
                    if (kind != null) {
                        kind.add(record);
                        users.put(userId(author), user(author));
                    }
                });
        var files = new TreeMap<String, String>();
        records.forEach((name, list) -> files.put(name, Json.write(list)));
        files.put("UserDocument.json", Json.write(users.values()));
        return files;
    }

    private static Map<String, Object> user(String fullName) {
        int last = fullName.strip().lastIndexOf(' ');
        var user = new LinkedHashMap<String, Object>();
        user.put("first_name", last < 0 ? fullName.strip() : fullName.strip().substring(0, last));
        user.put("last_name", last < 0 ? "" : fullName.strip().substring(last + 1));
        user.put("_id", userId(fullName));
        return user;
    }

    private static Map<String, Object> record(CleanDocument document, String author) {
        var record = new LinkedHashMap<String, Object>();
        record.put("content", content(document));
        record.put("platform", platform(document));
        record.put("author_id", userId(author));
        record.put("author_full_name", author);
        var url = document.metadata().url();
        record.put("link", url == null ? document.origin().address() : url.toString());
        switch (document.metadata().category()) {
            case POST -> record.put("image", null);
            case REPOSITORY -> record.put("name", document.metadata().title());
            case ARTICLE, CONVERSATION -> {}
        }
        record.put("_id", uuid(document.ref().id().value()));
        return record;
    }

    private static Map<String, Object> content(CleanDocument document) {
        var content = new LinkedHashMap<String, Object>();
        switch (document.metadata().category()) {
            case POST -> content.put("text", document.text());
            case REPOSITORY -> content.put(document.metadata().title(), document.text());
            case ARTICLE, CONVERSATION -> {
                content.put("Title", document.metadata().title());
                content.put("Subtitle", null);
                content.put("Content", document.text());
                content.put("language", document.metadata().language());
            }
        }
        return content;
    }

    /// The host, or what comes before the colon of an address that is no URL.
    private static String platform(CleanDocument document) {
        var url = document.metadata().url();
        var host = url == null ? null : host(url);
        var address = document.origin().address();
        return host != null ? host : address.substring(0, Math.max(0, address.indexOf(':')));
    }

    private static String host(URI url) {
        return url.getHost() == null ? "web" : url.getHost();
    }

    private static String userId(String fullName) {
        return uuid(Sha256.of("user\n" + fullName.strip()).hex());
    }

    private static String uuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-a"
                + hex.substring(17, 20) + "-" + hex.substring(20, 32);
    }
}
