package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmtwin.core.ExportOptions;
import llmtwin.core.Sha256;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

class BlueskyExportTest {
    private static final String DID = "did:plc:aw";
    private static final CBORMapper CBOR = new CBORMapper();

    private static Map<String, Object> post(String text, Object... more) {
        var post = new LinkedHashMap<String, Object>();
        post.put("$type", "app.bsky.feed.post");
        post.put("text", text);
        post.put("createdAt", "2024-03-01T09:30:00.000Z");
        for (int i = 0; i < more.length; i += 2) {
            post.put((String) more[i], more[i + 1]);
        }
        return post;
    }

    private static Map<String, Object> link(int start, int end, String uri) {
        return Map.of(
                "index",
                Map.of("byteStart", start, "byteEnd", end),
                "features",
                List.of(Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri)));
    }

    /// A repository whose tree is one node.
    private static final class Car {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Map<String, Object>> entries = new ArrayList<>();
        private String before = "";

        Car() {
            var roots = "\u00a2eroots\u0080gversion\u0001".getBytes(StandardCharsets.ISO_8859_1);
            varint(roots.length);
            bytes.writeBytes(roots);
            block(CBOR.writeValueAsBytes(Map.of("$type", "app.bsky.actor.profile", "displayName", "A. Writer")));
        }

        Car with(String key, byte[] record) {
            int shared = 0;
            while (shared < Math.min(key.length(), before.length()) && key.charAt(shared) == before.charAt(shared)) {
                shared++;
            }
            var entry = new HashMap<String, Object>();
            entry.put("p", shared);
            entry.put("k", key.substring(shared).getBytes(StandardCharsets.US_ASCII));
            entry.put("v", block(record));
            entries.add(entry);
            before = key;
            return this;
        }

        Car with(String key, Map<String, Object> record) {
            return with(key, CBOR.writeValueAsBytes(record));
        }

        byte[] made() {
            var tree = block(CBOR.writeValueAsBytes(Map.of("e", entries)));
            block(CBOR.writeValueAsBytes(Map.of("did", DID, "version", 3, "data", tree)));
            return bytes.toByteArray();
        }

        private byte[] block(byte[] data) {
            var cid = HexFormat.of().parseHex("01711220" + Sha256.of(data).hex());
            varint(cid.length + data.length);
            bytes.writeBytes(cid);
            bytes.writeBytes(data);
            var link = new byte[cid.length + 1];
            System.arraycopy(cid, 0, link, 1, cid.length);
            return link;
        }

        private void varint(int value) {
            for (int left = value; ; left >>>= 7) {
                bytes.write(left < 0x80 ? left : (left & 0x7F) | 0x80);
                if (left < 0x80) {
                    return;
                }
            }
        }
    }

    @Test
    void posts_of_a_repository_come_with_their_keys() {
        var car = new Car()
                .with("app.bsky.feed.like/3k1", Map.of("$type", "app.bsky.feed.like"))
                .with("app.bsky.feed.post/3k2", post("Beans\nare up.", "langs", List.of("en")))
                .with("app.bsky.feed.post/3k3", post("Peas, too."))
                .made();

        var read = Upload.file("repo.car", car);

        assertEquals("bluesky", read.export());
        assertEquals(
                List.of(
                        "bluesky:at://did:plc:aw/app.bsky.feed.post/3k2",
                        "bluesky:at://did:plc:aw/app.bsky.feed.post/3k3"),
                read.addresses());
        var piece = read.pieces().getFirst();
        assertEquals("<p>Beans<br>\nare up.</p>", piece.body());
        assertEquals("A. Writer", piece.author());
        assertEquals("en", piece.language());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(URI.create("https://bsky.app/profile/did:plc:aw/post/3k2"), piece.url());
    }

    @Test
    void facets_count_bytes_and_become_links() {
        // "é" takes two bytes in UTF-8.
        var post =
                post("é see docs & more", "facets", List.of(link(7, 11, "https://example.org/d"), link(90, 99, "x")));

        var read = Upload.file(
                "r.car", new Car().with("app.bsky.feed.post/1", post).made());

        assertEquals(
                "<p>é see <a href=\"https://example.org/d\">docs</a> &amp; more</p>",
                read.only().body());
    }

    @Test
    void answers_to_others_come_only_when_asked_for() {
        var other = Map.of("parent", Map.of("uri", "at://did:plc:b/app.bsky.feed.post/9"));
        var own = Map.of("parent", Map.of("uri", "at://did:plc:aw/app.bsky.feed.post/1"));
        var car = new Car()
                .with("app.bsky.feed.post/1", post("To them", "reply", other))
                .with("app.bsky.feed.post/2", post("And on", "reply", own))
                .made();

        assertEquals(1, Upload.file("r.car", car).pieces().size());
        assertEquals(
                2,
                Upload.read("r.car", car, new ExportOptions(true, false, Set.of()), ArchiveLimits.STANDARD)
                        .pieces()
                        .size());
    }

    @Test
    void a_damaged_post_is_skipped_alone() {
        var car = new Car()
                .with("app.bsky.feed.post/1", new byte[] {(byte) 0xBF, 0x61})
                .with("app.bsky.feed.post/2", post("Fine."))
                .made();

        var read = Upload.file("r.car", car);

        assertEquals(List.of(new Member.Skipped("1", "it is damaged")), read.skipped());
        assertEquals(1, read.pieces().size());
    }

    @Test
    void a_cut_repository_ends_in_words() {
        var car = new Car().with("app.bsky.feed.post/1", post("Fine.")).made();
        for (int length = 20; length < car.length; length += 7) {
            Upload.file("r.car", Arrays.copyOf(car, length));
        }

        assertEquals(
                "r.car is damaged or cut short",
                Upload.file("r.car", Arrays.copyOf(car, car.length - 3)).problem());
        assertNotNull(Upload.file(
                        "r.car",
                        "\u0010\u00a2eroots\u0080gversion\u0001\u00ff\u00ff\u00ff\u00ff\u00ff"
                                .getBytes(StandardCharsets.ISO_8859_1))
                .problem());
    }

    @Test
    void a_list_of_records_is_read_from_json() {
        var value = "{\"$type\":\"app.bsky.feed.post\",\"text\":\"Beans\",\"createdAt\":\"2024-03-01T09:30:00Z\"}";

        var listed = Upload.file(
                "posts.json",
                "{\"records\":[{\"uri\":\"at://did:plc:aw/app.bsky.feed.post/1\",\"value\":" + value + "}]}");
        var lines = Upload.file("posts.jsonl", value + "\n" + value.replace("Beans", "Peas") + "\n");

        assertEquals(List.of("bluesky:at://did:plc:aw/app.bsky.feed.post/1"), listed.addresses());
        assertEquals(
                List.of("<p>Beans</p>", "<p>Peas</p>"),
                lines.pieces().stream().map(p -> p.body()).toList());
    }
}
