package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.DocumentRef;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;

/// A blog whose pages say some things again and again.
final class MadeUpSite {
    static final TwinId TWIN = new TwinId("me");
    static final String BOX = "If you liked this, the next letter from the garden comes by mail every second Sunday.";
    static final String DISCLAIMER =
            "What is written here is my own opinion, and neither my employer nor my cat has to agree with it.";
    static final String SIGN_OFF = "Thanks for reading, and see you at the pond!";
    static final Instant FETCHED = Instant.parse("2026-03-01T10:00:00Z");

    private static final List<String> WORDS = List.of(
            "frog heron water leaf stone duckweed summer winter rain ice reed net bucket bench evening cat".split(" "));

    private final String host;
    private final Map<Integer, ContentKey.Raw> keys = new TreeMap<>();

    MadeUpSite(String host) {
        this.host = host;
    }

    /// A post that has a good deal of text, with whatever its page says besides.
    static String page(int number, String before, String after) {
        var title = "Letter " + number;
        return "<!doctype html><html lang=en><head><title>" + title + " | A. Writer</title></head><body>"
                + "<nav><a href=/>Home</a></nav><article><h1>" + title + "</h1>" + before
                + String.format(
                        "<p>%s</p><h2>Method</h2><p>Method:</p><ul><li>water</li><li>%s</li></ul><p>%s</p>"
                                + "<pre><code>pond --depth 2\n\n\n\npond --frogs 3</code></pre><p>%s</p>",
                        words(number, 40), words(number + 1000, 5), words(number + 2000, 30), words(number + 3000, 30))
                + after + "</article></body></html>";
    }

    private static String words(int seed, int count) {
        return new Random(seed)
                        .ints(count, 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining(" "))
                + ".";
    }

    /// With a disclaimer before the post, and a sign-off and a box behind it.
    static String page(int number) {
        return page(
                number,
                "<p>" + DISCLAIMER + "</p>",
                "<p>" + SIGN_OFF + "</p><hr><h2>Letters</h2><p>" + BOX.replace("letter", "<em>letter</em>") + "</p>");
    }

    /// Stores what the crawler would.
    ContentKey.Raw fetched(ContentStore content, int number, String html) {
        return fetched(content, number, html, FETCHED.plusSeconds(number), "web");
    }

    ContentKey.Raw fetched(ContentStore content, int number, String html, Instant observed, String handler) {
        var url = URI.create("https://" + host + "/posts/" + number);
        var ref = new DocumentRef(TWIN, Origin.ofPage(url, null).documentId(TWIN));
        var key = new ContentKey.Raw(ref, Sha256.of(html));
        var attributes = Map.of(
                "address", url.toString(),
                "url", url.toString(),
                "observed", observed.toString(),
                "handler", handler);
        content.save(key, new StoredObject(html.getBytes(UTF_8), "text/html; charset=utf-8", attributes));
        keys.put(number, key);
        return key;
    }

    /// The newest version of each page, by number.
    List<ContentKey.Raw> keys() {
        return new ArrayList<>(keys.values());
    }

    /// The clean text of each page, by number; empty where there is none.
    List<String> texts(ContentStore content) {
        return keys.values().stream().map(key -> text(content, key)).toList();
    }

    static String text(ContentStore content, ContentKey.Raw key) {
        return content.load(new ContentKey.Clean(key.ref(), key.content()), Long.MAX_VALUE)
                .map(object -> CleanDocument.fromJson(new String(object.bytes(), UTF_8))
                        .text())
                .orElse("");
    }
}
