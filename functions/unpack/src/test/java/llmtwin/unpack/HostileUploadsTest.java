package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, reading ends, and in words: any exception but the expected one fails these tests.
class HostileUploadsTest {
    private static final String MAIL = """
            From - Fri Mar 01 09:30:00 2024
            From: A. Writer <aw@example.org>
            Content-Type: multipart/mixed; boundary=x
            Subject: =?UTF-8?Q?a?=

            --x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            QmVhbnM=
            --x--
            """;

    private static final Map<String, String> SOUND = Map.of(
            "outbox.json",
            "{\"type\":\"OrderedCollection\",\"orderedItems\":[{\"type\":\"Create\",\"actor\":\"https://example.org/a\","
                    + "\"object\":{\"id\":\"1\",\"to\":[\"as:Public\"],\"content\":\"<p>a\",\"published\":\"2024-03-01T09:30:00Z\"}}]}",
            "tweets.js",
            "window.YTD.tweets.part0 = [{\"tweet\":{\"id_str\":\"1\",\"full_text\":\"a\",\"entities\":{\"urls\":[{\"url\":\"b\"}]}}}]",
            "conversations.json",
            "[{\"mapping\":{\"a\":{\"message\":{\"author\":{\"role\":\"user\"},\"create_time\":1709285400,\"content\":"
                    + "{\"content_type\":\"text\",\"parts\":[\"a\"]}},\"parent\":\"b\"}},\"current_node\":\"a\"}]",
            "posts.json",
            "[{\"uri\":\"at://did:plc:a/app.bsky.feed.post/1\",\"value\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"aé\","
                    + "\"facets\":[{\"index\":{\"byteStart\":0,\"byteEnd\":2},\"features\":[{\"$type\":"
                    + "\"app.bsky.richtext.facet#link\",\"uri\":\"b\"}]}]}}]",
            "ArticleDocument.json",
            "[{\"_id\":\"1\",\"content\":{\"Content\":\"a\"},\"platform\":\"b\",\"author_id\":\"c\",\"link\":\"d\"}]",
            "blog.xml",
            "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>a</title>"
                    + "<content type='xhtml'><p>b</p></content><link href='https://example.org/'/></entry></feed>",
            "wp.xml",
            "<?xml version='1.0'?><rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='c'><channel><item>"
                    + "<title>a</title><content:encoded><![CDATA[b]]></content:encoded><wp:status>publish</wp:status>"
                    + "<wp:post_type>post</wp:post_type></item></channel></rss>",
            "sent.mbox",
            MAIL);

    static List<String> uploads() {
        return SOUND.keySet().stream().sorted().toList();
    }

    private static byte[] sound(String name) {
        return SOUND.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void the_sound_upload_is_read(String name) {
        assertFalse(Upload.file(name, sound(name)).pieces().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void a_cut_anywhere_ends_in_words(String name) {
        var whole = sound(name);
        for (int length = 0; length < whole.length; length++) {
            var problem = Upload.file(name, Arrays.copyOf(whole, length)).problem();
            assertTrue(problem == null || !problem.isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void damage_anywhere_ends_in_words(String name) {
        var random = new Random(7);
        for (int round = 0; round < 400; round++) {
            var broken = sound(name);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            var problem = Upload.file(name, broken).problem();
            assertTrue(problem == null || !problem.isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void values_of_another_type_end_in_words(String name) {
        var whole = SOUND.getOrDefault(name, "");
        for (var other : List.of("{}", "[]", "null", "true", "-1e999999999", "\"\\u0000\"", "9".repeat(99))) {
            for (var value : List.of("\"a\"", "\"1\"", "[\"a\"]", "1709285400", "{\"Content\":\"a\"}", "\"d\"")) {
                var problem = Upload.file(name, whole.replace(value, other)).problem();
                assertTrue(problem == null || !problem.isBlank());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox.json", "tweets.js", "conversations.json", "posts.json", "ArticleDocument.json"})
    void an_abyss_of_brackets_ends_in_words(String name) {
        var start = SOUND.getOrDefault(name, "")
                .replaceFirst("\"(?:id|id_str|uri|_id)\":\"[^\"]*\"|\"role\":\"user\"", "$0,\"z\":");
        var deep = start.replace("\"z\":", "\"z\":" + "[{\"z\":".repeat(100_000));

        assertTrue(Upload.file(name, deep).problem() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox.json", "tweets.js", "conversations.json", "ArticleDocument.json"})
    void a_record_without_end_stops_before_it_fills_the_memory(String name) {
        var whole = SOUND.getOrDefault(name, "");
        var endless =
                whole.replaceFirst("\"(?:id|id_str|uri|_id)\":|\"role\":", "\"z\":[" + "7,".repeat(5 << 20) + "7],$0");

        assertTrue(String.valueOf(Upload.file(name, endless).problem()).contains("larger than 8 MB"));
    }
}
