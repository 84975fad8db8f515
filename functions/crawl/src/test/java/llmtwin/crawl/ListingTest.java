package llmtwin.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import llmtwin.crawl.Discovery.Entries;
import llmtwin.crawl.Discovery.Entry;
import llmtwin.crawl.Discovery.Index;
import llmtwin.crawl.Discovery.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final URI FEED = URI.create("https://example.org/blog/feed.xml");

    private static Discovery read(String text) throws Exception {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Without what it says about its entries.
    private static Discovery read(byte[] body) throws Exception {
        return Listing.read(body, "text/html", FEED, 1_000_000) instanceof Entries found
                ? new Entries(
                        found.entries().stream()
                                .map(entry -> new Entry(entry.url(), entry.published(), entry.modified()))
                                .toList(),
                        found.isFeed(),
                        found.isWhole(),
                        found.home(),
                        found.next())
                : Listing.read(body, "text/html", FEED, 1_000_000);
    }

    private static Entry entry(String url, @Nullable String published, @Nullable String modified) {
        return new Entry(
                URI.create(url),
                published == null ? null : Instant.parse(published),
                modified == null ? null : Instant.parse(modified));
    }

    /// A feed that says nothing about itself.
    private static Entries feed(Entry... entries) {
        return Entries.ofFeed(List.of(entries), null, null);
    }

    @Test
    void rss_names_its_items_by_link_or_permalink() throws Exception {
        var rss = """
                <?xml version="1.0"?>
                <!-- made by hand --><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
                <link>https://example.org/</link><atom:link href="https://example.org/blog/feed.xml" rel="self"/>
                <item><title>A</title><link> https://example.org/a#top </link>
                  <pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>
                <item><title>B</title><link><![CDATA[/b?x=1&y=2]]></link></item>
                <item><guid>https://example.org/c</guid></item>
                <item><guid isPermaLink="false">https://example.org/never</guid></item>
                <item><link>https://example.org/a</link></item>
                <item><link>mailto:me@example.org</link></item>
                </channel></rss>""";

        assertEquals(
                Entries.ofFeed(
                        List.of(
                                entry("https://example.org/a", "2026-03-02T09:00:00Z", null),
                                entry("https://example.org/b?x=1&y=2", null, null),
                                entry("https://example.org/c", null, null)),
                        URI.create("https://example.org/"),
                        null),
                read(rss));
    }

    @Test
    void atom_names_its_entries_by_their_alternate_link() throws Exception {
        var atom = """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/posts/">
                <link href="https://example.org/"/>
                <entry><link rel="edit" href="/edit"/><link rel="alternate" href="a.html"/>
                  <published>2026-01-01T00:00:00Z</published><updated>2026-02-01T00:00:00+01:00</updated></entry>
                <entry xml:base="/other/"><link href="b"/><updated>2026-02-02T00:00Z</updated></entry>
                </feed>""";

        assertEquals(
                Entries.ofFeed(
                        List.of(
                                entry(
                                        "https://example.org/posts/a.html",
                                        "2026-01-01T00:00:00Z",
                                        "2026-01-31T23:00:00Z"),
                                entry("https://example.org/other/b", null, "2026-02-02T00:00:00Z")),
                        URI.create("https://example.org/"),
                        null),
                read(atom));
    }

    @Test
    void rdf_and_json_feeds_are_feeds_too() throws Exception {
        var rdf = """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
                <item rdf:about="https://example.org/a"><title>A</title><dc:date>2026-01-05T00:00:00Z</dc:date></item>
                </rdf:RDF>""";
        var json = """
                {"version": "https://jsonfeed.org/version/1.1", "items": [
                  {"url": "/a", "date_published": "2026-01-05T00:00:00Z", "date_modified": "2026-01-06T00:00:00Z"},
                  {"id": "no link"}]}""";

        assertEquals(feed(entry("https://example.org/a", "2026-01-05T00:00:00Z", null)), read(rdf));
        assertEquals(feed(entry("https://example.org/a", "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z")), read(json));
    }

    @Test
    void sitemaps_and_their_indexes_are_told_apart_zipped_or_not() throws Exception {
        var sitemap = """
                \uFEFF<?xml version="1.0"?><?xml-stylesheet href="s.xsl"?>
                <urlset><url><loc>https://example.org/a</loc><lastmod>2026-01-05</lastmod></url>
                <url><loc>/b</loc></url></urlset>""";
        var index = "<sitemapindex><sitemap><loc>https://example.org/s.xml.gz</loc></sitemap></sitemapindex>";
        var entries = Entries.ofSitemap(
                List.of(
                        entry("https://example.org/a", null, "2026-01-06T00:00:00Z"),
                        entry("https://example.org/b", null, null)),
                true);

        assertEquals(entries, read(sitemap));
        assertEquals(entries, read(TestSite.gzipped(sitemap.getBytes(StandardCharsets.UTF_8))));
        assertEquals(new Index(List.of(entry("https://example.org/s.xml.gz", null, null))), read(index));
    }

    @Test
    void a_sitemap_that_broke_off_is_not_whole() throws Exception {
        var broken = "<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://exam";

        assertFalse(((Entries) read(broken)).isWhole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<!doctype html><html><body>a <rss> in a page</body></html>",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "{\"a\": 1}",
                "{\"about\": \"https://jsonfeed.org/version/1\"",
                "# feed\n<feed>"
            })
    void anything_else_is_a_page(String text) throws Exception {
        assertInstanceOf(Page.class, read(text));
    }

    @Test
    void entities_of_a_document_type_are_not_resolved() throws Exception {
        var feed = """
                <?xml version="1.0"?>
                <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;&x;">]>
                <rss><channel><item><link>https://example.org/&y;</link></item></channel></rss>""";

        assertEquals(feed(entry("https://example.org/&y;", null, null)), read(feed));
    }

    @Test
    void the_newest_comes_first_and_what_has_no_date_last() {
        var old = entry("https://example.org/old", "2026-01-01T00:00:00Z", null);
        var edited = entry("https://example.org/edited", "2025-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
        var undated = entry("https://example.org/undated", null, null);

        assertEquals(
                List.of(edited, old, undated),
                List.of(undated, old, edited).stream()
                        .sorted(Entry.NEWEST_FIRST)
                        .toList());
    }

    @ParameterizedTest(name = "{0} is {1} to {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-03-01T10:00:00Z; 2026-03-01T10:00:00Z; 2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00.123+02:00; 2026-03-01T08:00:00.123Z; 2026-03-01T08:00:00.123Z",
                "2026-03-01T10:00-05:00; 2026-03-01T15:00:00Z; 2026-03-01T15:00:00Z",
                "2026-03-01; 2026-03-01T00:00:00Z; 2026-03-02T00:00:00Z",
                "2026-03; 2026-03-01T00:00:00Z; 2026-04-01T00:00:00Z",
                "Sun, 01 Mar 2026 10:00:00 GMT; 2026-03-01T10:00:00Z; 2026-03-01T10:00:00Z",
                "Tue, 1 Mar 2026 10:00 EST; 2026-03-01T15:00:00Z; 2026-03-01T15:00:00Z",
                "1 mar 26 9:05:06 +0230; 2026-03-01T06:35:06Z; 2026-03-01T06:35:06Z",
            })
    void dates_are_read_as_they_are_written(String written, Instant earliest, Instant latest) {
        assertEquals(earliest, ListingDate.earliest(written));
        assertEquals(latest, ListingDate.latest(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "Sun, 41 Mar 2026 10:00:00 GMT"})
    void what_is_no_date_is_none(String written) {
        assertEquals(null, ListingDate.earliest(written));
        assertEquals(null, ListingDate.latest(written));
    }
}
