package llmtwin.unpack;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import llmtwin.core.Piece;
import llmtwin.core.Sha256;
import org.jsoup.nodes.Entities;
import tools.jackson.databind.JsonNode;

/// A repository of Bluesky, as its CAR file or as JSON: a list of records, each alone or with its `uri` as
/// `com.atproto.repo.listRecords` gives them.
final class BlueskyExport implements Export {
    private static final Predicate<String> CAR = Archive.ending(Pattern.compile("[^/]+\\.car"));
    private static final Predicate<String> JSON = Archive.ending(Pattern.compile("[^/]+\\.jsonl?"));
    private static final String POST = "app.bsky.feed.post";
    private static final int LOOKED_AT = 10;

    @Override
    public String name() {
        return "bluesky";
    }

    @Override
    public boolean recognises(Archive archive) throws IOException {
        return file(archive).isPresent();
    }

    private static Optional<String> file(Archive archive) throws IOException {
        if (!archive.holdsMostly(CAR.or(JSON))) {
            return Optional.empty();
        }
        var files =
                archive.entries().stream().filter(CAR.or(JSON)).limit(LOOKED_AT).toList();
        for (var entry : files) {
            var head = archive.head(entry);
            if (CAR.test(entry) ? head.lastIndexOf("eroots", 32) >= 0 : head.contains('"' + POST + '"')) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        var file = file(archive).orElseThrow(() -> new Unreadable("no repository is in it"));
        if (CAR.test(file)) {
            repository(archive, file, options, members);
        } else {
            JsonRecords.each(archive, file, node -> {
                for (var one : node.path("records").isArray() ? node.path("records") : List.of(node)) {
                    record(one, options, members);
                }
            });
        }
    }

    private void repository(Archive archive, String file, ExportOptions options, Consumer<Member> members)
            throws IOException {
        var repository = BlueskyRepository.of(archive, file);
        CarBlocks.each(archive, file, (cid, block) -> {
            var key = repository.posts().get(cid);
            if (key == null) {
                return;
            }
            try {
                var uri = "at://" + repository.did() + "/" + POST + "/" + key;
                post(CarBlocks.decoded(block), uri, repository.author(), options, members);
            } catch (Unreadable e) {
                members.accept(new Member.Skipped(key, e.reason()));
            }
        });
    }

    private void record(JsonNode node, ExportOptions options, Consumer<Member> members) {
        var record = node.path("value").isObject() ? node.path("value") : node;
        if (JsonRecords.text(record, "$type").equals(POST)) {
            post(record, JsonRecords.text(node, "uri"), "", options, members);
        }
    }

    private void post(JsonNode post, String uri, String author, ExportOptions options, Consumer<Member> members) {
        var parent = JsonRecords.text(post.path("reply").path("parent"), "uri");
        var repository = uri.replaceFirst("(at://[^/]*/).*", "$1");
        boolean answersOthers = !parent.isEmpty() && (repository.isEmpty() || !parent.startsWith(repository));
        boolean wanted = options.replies() || !answersOthers;
        if (!wanted || JsonRecords.text(post, "text").isBlank()) {
            return;
        }
        var languages = post.path("langs");
        members.accept(new Member.Writing(Piece.at(Addresses.of(this, uri.isEmpty() ? hash(post) : uri), Category.POST)
                .author(author)
                .published(Times.parse(JsonRecords.text(post, "createdAt")))
                .url(uri.startsWith("at://") ? page(uri) : null)
                .language(languages.size() == 1 ? languages.get(0).stringValue("") : null)
                .replyTo(parent)
                .body(Piece.Format.HTML, BlueskyText.html(post) + embedded(post.path("embed")))
                .build()));
    }

    /// `https://bsky.app/profile/did:plc:a/post/b` of `at://did:plc:a/app.bsky.feed.post/b`.
    private static String page(String uri) {
        return "https://bsky.app/profile/" + uri.substring("at://".length()).replace("/" + POST + "/", "/post/");
    }

    /// A link that the post carries as a card, with the title of what it leads to.
    private static String embedded(JsonNode embed) {
        var external = embed.path("external");
        var uri = JsonRecords.text(external, "uri");
        if (uri.isEmpty()) {
            return "";
        }
        var title = JsonRecords.text(external, "title");
        return "\n<p><a href=\"" + Entities.escape(uri) + "\">" + Entities.escape(title.isBlank() ? uri : title)
                + "</a></p>";
    }

    private static String hash(JsonNode post) {
        return Sha256.of(JsonRecords.text(post, "createdAt") + "\n" + JsonRecords.text(post, "text"))
                .hex();
    }
}
