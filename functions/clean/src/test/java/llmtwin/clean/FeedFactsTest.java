package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import llmtwin.core.FeedEntry;
import llmtwin.core.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedFactsTest {
    private static final URI URL = URI.create("https://garden.example/notes/roses");
    private static final Instant PUBLISHED = Instant.parse("2026-02-01T08:00:00Z");
    private static final Instant MODIFIED = Instant.parse("2026-02-02T08:00:00Z");
    private static final FeedEntry FEED = new FeedEntry(null, "By feed", "Fay", "da", PUBLISHED, MODIFIED);
    private static final String TEXT = "<p>" + "Roses like the sun and a little rain. ".repeat(20) + "</p>";

    private static Metadata metadata(String page, String type, @Nullable FeedEntry entry) {
        var outcome = new Cleaner().clean(page.getBytes(UTF_8), new Hints(type, URL.getPath(), URL, "web", entry));
        return assertInstanceOf(CleanOutcome.Text.class, outcome).metadata();
    }

    @Test
    void what_a_page_states_about_itself_counts_more_than_its_feed() {
        var metadata = metadata("""
                <html lang=en><head><meta property=og:title content="By OpenGraph"><meta name=author content="May">
                <meta name=date content="2026-01-01"><meta name=last-modified content="2026-01-02"></head><body><article>
                """ + TEXT, "text/html", FEED);

        assertEquals("By OpenGraph", metadata.title());
        assertEquals(
                Map.of(
                        "title", "opengraph",
                        "author", "meta",
                        "published", "meta",
                        "modified", "meta",
                        "language", "html",
                        "url", "address"),
                metadata.from());
    }

    @Test
    void the_feed_counts_more_than_what_is_guessed() {
        var metadata = metadata("""
                <html><head><title>By title</title></head><body><article><h1>By heading</h1><a rel=author>Hal</a>
                <time class=dt-updated datetime=2026-01-02></time><time datetime=2026-01-01></time>
                """ + TEXT, "text/html", FEED);

        assertEquals("By feed", metadata.title());
        assertEquals("Fay", metadata.author());
        assertEquals("da", metadata.language());
        assertEquals(PUBLISHED, metadata.published());
        assertEquals(MODIFIED, metadata.modified());
        assertEquals(
                Map.of(
                        "title", "feed",
                        "author", "feed",
                        "published", "feed",
                        "modified", "feed",
                        "language", "feed",
                        "url", "address"),
                metadata.from());
    }

    @Test
    void what_is_no_web_page_is_named_by_its_feed_and_not_by_its_address() {
        var text = "Roses like the sun and a little rain. ".repeat(20);

        assertEquals("By feed", metadata(text, "text/plain", FEED).title());
        assertEquals("feed", metadata(text, "text/plain", FEED).from().get("published"));
        assertEquals("roses", metadata(text, "text/plain", null).title());
    }
}
