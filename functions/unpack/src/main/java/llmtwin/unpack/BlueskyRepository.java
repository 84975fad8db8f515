package llmtwin.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a repository in a CAR file says about its blocks: whose it is, and under which key each post lies.
///
/// The keys stand in a search tree whose nodes are blocks, too: in each node `e` lists entries of a key `k`, of which
/// the first `p` bytes are those of the key before, and a value `v`.
///
/// @param did of the account; empty if it is not told
/// @param author the name in the profile; empty if there is none
/// @param posts key in the collection of posts by the id of the block
/// @see <a href="https://atproto.com/specs/repository">AT Protocol, repository</a>
record BlueskyRepository(String did, String author, Map<String, String> posts) {
    private static final String POSTS = "app.bsky.feed.post/";
    private static final int MAX_POSTS = 1_000_000;

    static BlueskyRepository of(Archive archive, String entry) throws IOException {
        var posts = new HashMap<String, String>();
        var facts = new HashMap<String, String>();
        CarBlocks.each(archive, entry, (cid, block) -> {
            var node = decoded(block);
            if (node.isEmpty()) {
                return; // Not a record: a damaged block is reported when its post is read.
            }
            if (node.get().path("e").isArray()) {
                keys(node.get().path("e"), posts);
            } else if (node.get().has("did") && node.get().has("data")) {
                facts.putIfAbsent("did", JsonRecords.text(node.get(), "did"));
            } else if (JsonRecords.text(node.get(), "$type").equals("app.bsky.actor.profile")) {
                facts.putIfAbsent("author", JsonRecords.text(node.get(), "displayName"));
            }
        });
        return new BlueskyRepository(facts.getOrDefault("did", ""), facts.getOrDefault("author", ""), posts);
    }

    private static Optional<JsonNode> decoded(byte[] block) {
        try {
            return Optional.of(CarBlocks.decoded(block)).filter(JsonNode::isObject);
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static void keys(JsonNode entries, Map<String, String> posts) throws Unreadable {
        var key = "";
        for (var entry : entries) {
            var rest = entry.path("k");
            int shared = entry.path("p").asInt(-1);
            if (!rest.isBinary() || shared < 0 || shared > key.length()) {
                return;
            }
            key = key.substring(0, shared) + new String(rest.binaryValue(), StandardCharsets.ISO_8859_1);
            if (key.startsWith(POSTS)) {
                posts.put(CarBlocks.link(entry.path("v")), key.substring(POSTS.length()));
            }
        }
        if (posts.size() > MAX_POSTS) {
            throw Unreadable.exhausted("it holds more than " + MAX_POSTS + " posts");
        }
    }
}
