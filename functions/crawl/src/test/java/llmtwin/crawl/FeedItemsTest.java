package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import llmtwin.core.FeedEntry;
import llmtwin.core.Piece;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedItemsTest {
    private static final URI FEED = URI.create("https://example.org/feed");

    private static List<FeedItem> items(String feed) throws Exception {
        return Listing.items(feed.getBytes(StandardCharsets.UTF_8), "", FEED, 1_000_000);
    }

    private static List<FeedItem> rss(String item) throws Exception {
        return items("<rss><channel><title>A garden</title><language>de-AT</language><item><link>/a</link>" + item
                + "</item></channel></rss>");
    }

    private static List<FeedItem> atom(String entry) throws Exception {
        return items("<feed xml:lang='da'><title>A garden</title><author><name>The gardener</name></author>"
                + "<entry><link href='/a'/>" + entry + "</entry></feed>");
    }

    private static FeedEntry said(
            @Nullable String title, @Nullable String author, @Nullable String language, @Nullable String published) {
        return new FeedEntry(FEED, title, author, language, published == null ? null : Instant.parse(published), null);
    }

    @Test
    void an_item_of_rss_says_who_wrote_what_when_and_its_channel_in_which_language() throws Exception {
        var item = rss("<media:title>A photo</media:title><title>It&amp;#8217;s a &lt;b&gt; &amp;amp; more</title>"
                        + "<dc:creator><![CDATA[Ærø]]></dc:creator><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>")
                .getFirst();

        assertEquals(URI.create("https://example.org/a"), item.url());
        assertEquals(said("It’s a <b> & more", "Ærø", "de-AT", "2026-03-01T10:00:00Z"), item.said());
    }

    @Test
    void the_author_of_rss_is_the_name_behind_the_address() throws Exception {
        assertEquals(
                "Ada",
                rss("<author>ada@example.org (Ada)</author>").getFirst().said().author());
        assertEquals(
                null, rss("<author>ada@example.org</author>").getFirst().said().author());
    }

    @Test
    void an_entry_of_atom_has_the_author_and_language_of_its_feed_unless_it_has_its_own() throws Exception {
        assertEquals(
                said("Roses & more", "The gardener", "da", null),
                atom("<title type='html'>&lt;i&gt;Roses&lt;/i&gt; &amp;amp; more</title>")
                        .getFirst()
                        .said());
        var own = items("<feed xml:lang='da'><entry xml:lang='en'><link href='/a'/><author><name>Ada</name></author>"
                + "<published>2026-03-01</published></entry></feed>");
        assertEquals(
                said(null, "Ada", "en", "2026-03-01T00:00:00Z"), own.getFirst().said());
    }

    @Test
    void an_item_of_a_json_feed_says_the_same_in_its_words() throws Exception {
        var items = items("""
                {"version": "https://jsonfeed.org/version/1.1", "language": "en", "authors": [{"name": "Ada"}],
                 "items": [{"url": "/a", "title": "Roses"}, {"url": "/b", "author": {"name": "Bea"}, "language": "fr",
                 "date_published": "2026-03-01T10:00:00Z", "title": 7}]}""");

        assertEquals(said("Roses", "Ada", "en", null), items.getFirst().said());
        assertEquals(
                said(null, "Bea", "fr", "2026-03-01T10:00:00Z"), items.getLast().said());
    }

    @Test
    void a_sitemap_and_a_page_have_no_items() throws Exception {
        assertEquals(List.of(), items("<urlset><url><loc>/a</loc></url></urlset>"));
        assertEquals(List.of(), items("<!doctype html><p>Words"));
        assertEquals(List.of(), items("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": ["));
    }

    @Test
    void the_content_of_an_item_is_what_it_calls_so() throws Exception {
        var html = "<p>Roses</p>\n<pre>a  b\n c</pre>";

        var ofRss = rss("<description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[" + html
                + "]]></content:encoded>");
        assertEquals(
                new FeedText(Piece.Format.HTML, html, "Short"),
                ofRss.getFirst().text().get().orElseThrow());
        var escaped = atom("<summary>Short</summary><content type='html'>"
                + html.replace("<", "&lt;").replace(">", "&gt;") + "</content>");
        assertEquals(
                new FeedText(Piece.Format.HTML, html, "Short"),
                escaped.getFirst().text().get().orElseThrow());
        var text = atom("<content>Roses\n  and more</content>");
        assertEquals(
                new FeedText(Piece.Format.TEXT, "Roses\n  and more", ""),
                text.getFirst().text().get().orElseThrow());
        var json = items("""
                {"version": "https://jsonfeed.org/version/1", "items": [
                {"url": "/a", "content_text": "Roses", "summary": "Short"},
                {"url": "/b", "content_html": "<p>Roses", "content_text": "Roses"}]}""");
        assertEquals(
                new FeedText(Piece.Format.TEXT, "Roses", "Short"),
                json.getFirst().text().get().orElseThrow());
        assertEquals(
                new FeedText(Piece.Format.HTML, "<p>Roses", ""),
                json.getLast().text().get().orElseThrow());
    }

    @Test
    void what_stands_elsewhere_or_is_no_text_is_no_content() throws Exception {
        assertEquals(
                true,
                rss("<description>Words</description>").getFirst().text().get().isEmpty());
        assertEquals(
                true,
                atom("<content type='text/html' src='/a'/>")
                        .getFirst()
                        .text()
                        .get()
                        .isEmpty());
        assertEquals(
                true,
                atom("<content type='image/png'>AAAA</content>")
                        .getFirst()
                        .text()
                        .get()
                        .isEmpty());
        assertEquals(
                true,
                rss("<media:content url='/a.png'>Words</media:content>")
                        .getFirst()
                        .text()
                        .get()
                        .isEmpty());
    }
}
