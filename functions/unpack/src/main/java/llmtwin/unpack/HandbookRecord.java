package llmtwin.unpack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.CleanDocument;
import llmtwin.core.Metadata;
import llmtwin.core.Sha256;
import org.jspecify.annotations.Nullable;

/// A document as the LLM Engineer's Handbook keeps it, with what it has no field for beside its own fields: its tools
/// pass over those, and [HandbookRecords] reads them.
///
/// The Handbook's ids are UUIDs of version 4; ours are made to look so, and are the same every time.
final class HandbookRecord {
    /// The whole text is one block of code, as a source file becomes one.
    private static final Pattern CODE = Pattern.compile("\\A(`{3,})[^\\n`]*\\n(.*)\\n\\1\\n?\\z", Pattern.DOTALL);

    private HandbookRecord() {}

    static Map<String, Object> user(String fullName) {
        int last = fullName.strip().lastIndexOf(' ');
        var user = new LinkedHashMap<String, Object>();
        user.put("first_name", last < 0 ? fullName.strip() : fullName.strip().substring(0, last));
        user.put("last_name", last < 0 ? "" : fullName.strip().substring(last + 1));
        user.put("_id", userId(fullName));
        return user;
    }

    static String userId(String fullName) {
        return uuid(Sha256.of("user\n" + fullName.strip()).hex());
    }

    static Map<String, @Nullable Object> of(CleanDocument document, String author) {
        var metadata = document.metadata();
        var record = new LinkedHashMap<String, @Nullable Object>();
        record.put("content", content(document));
        record.put("platform", platform(document));
        record.put("author_id", userId(author));
        record.put("author_full_name", author);
        var url = metadata.url();
        record.put("link", url == null ? document.origin().address() : url.toString());
        switch (metadata.category()) {
            case POST -> record.put("image", null);
            case REPOSITORY -> record.put("name", metadata.title());
            case ARTICLE, CONVERSATION -> {}
        }
        more(metadata, record);
        record.put("_id", uuid(document.ref().id().value()));
        return record;
    }

    private static void more(Metadata metadata, Map<String, @Nullable Object> record) {
        put(record, "published", metadata.published());
        put(record, "modified", metadata.modified());
        // Also if nobody said them: the Handbook's own fields always say something.
        record.put("author", metadata.author());
        record.put("site", metadata.site());
        put(record, "licence", metadata.licence());
        if (metadata.category() != Category.ARTICLE) { // Its content has a place for these.
            put(record, "title", metadata.title());
            put(record, "language", metadata.language());
        }
    }

    private static void put(Map<String, @Nullable Object> record, String name, @Nullable Object value) {
        if (value != null) {
            record.put(name, value.toString());
        }
    }

    private static Map<String, @Nullable Object> content(CleanDocument document) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        switch (document.metadata().category()) {
            case POST -> content.put("text", document.text());
            case REPOSITORY -> file(document, content);
            case ARTICLE, CONVERSATION -> {
                content.put("Title", document.metadata().title());
                content.put("Subtitle", null);
                content.put("Content", document.text());
                content.put("language", document.metadata().language());
            }
        }
        return content;
    }

    /// Source code as it is under its path, anything else as a file of Markdown.
    private static void file(CleanDocument document, Map<String, @Nullable Object> content) {
        var title = document.metadata().title();
        var code = CODE.matcher(document.text());
        if (code.matches() && isSource(title) && !code.group(2).contains("\n" + code.group(1))) {
            content.put(title, code.group(2) + "\n");
        } else {
            var name = title.replaceAll("[/\\\\\\p{Cntrl}]", "-").replaceFirst("^[.~]+", "");
            var file = name.endsWith(".md") ? name : name + ".md";
            content.put(isOwn(file) ? file : "text.md", document.text());
        }
    }

    private static boolean isSource(String path) {
        return isOwn(path) && FileType.of(path).filter(FileType::code).isPresent();
    }

    /// Whether a file of this name would be read again.
    private static boolean isOwn(String path) {
        return EntryName.safe(path).filter(AnyFiles::isOwn).isPresent();
    }

    /// The host, or what comes before the colon of an address that is no URL.
    private static String platform(CleanDocument document) {
        var address = document.origin().address();
        return Optional.ofNullable(document.metadata().url())
                .map(HandbookRecord::host)
                .orElseGet(() -> address.substring(0, Math.max(0, address.indexOf(':'))));
    }

    private static String host(URI url) {
        return url.getHost() == null ? "web" : url.getHost();
    }

    private static String uuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-a"
                + hex.substring(17, 20) + "-" + hex.substring(20, 32);
    }
}
