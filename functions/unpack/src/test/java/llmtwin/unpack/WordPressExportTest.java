package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPressExportTest {
    private static final String START = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:wp="http://wordpress.org/export/1.2/"><channel>
            <title>Garden notes</title><link>https://example.org</link><language>en-GB</language>
            <wp:author><wp:author_login><![CDATA[aw]]></wp:author_login>
              <wp:author_display_name><![CDATA[A. Writer]]></wp:author_display_name></wp:author>
            """;
    private static final String END = "</channel></rss>";

    private static String item(int id, String type, String status, String content) {
        return """
                <item><title>Beans &amp;amp; peas</title><link>https://example.org/%1$d/</link>
                <pubDate>Fri, 01 Mar 2024 09:30:00 +0000</pubDate><dc:creator><![CDATA[aw]]></dc:creator>
                <guid isPermaLink="false">https://example.org/?p=%1$d</guid>
                <content:encoded><![CDATA[%4$s]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
                <wp:post_id>%1$d</wp:post_id><wp:post_date_gmt>2024-03-01 09:30:00</wp:post_date_gmt>
                <wp:post_modified_gmt>2024-03-05 10:00:00</wp:post_modified_gmt>
                <wp:status>%3$s</wp:status><wp:post_type>%2$s</wp:post_type>
                <wp:comment><wp:comment_content><![CDATA[Not mine]]></wp:comment_content></wp:comment>
                </item>""".formatted(id, type, status, content);
    }

    @Test
    void a_published_post_comes_with_its_facts() {
        var read = Upload.file("garden.xml", START + item(7, "post", "publish", "Dig.\n\nSow.\nWait.") + END);

        assertEquals("wordpress", read.export());
        var piece = read.only();
        assertEquals("wordpress:https://example.org/?p=7", piece.address());
        assertEquals("Beans & peas", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(Instant.parse("2024-03-05T10:00:00Z"), piece.modified());
        assertEquals(URI.create("https://example.org/7/"), piece.url());
        assertEquals("en-GB", piece.language());
        assertEquals("Garden notes", piece.siteName());
        assertEquals("<p>Dig.</p>\n<p>Sow.<br>\nWait.</p>\n", piece.body());
    }

    @Test
    void only_published_posts_and_pages_are_read() {
        var read = Upload.zip("w.zip")
                .with(
                        "garden.xml",
                        START
                                + item(1, "post", "draft", "a")
                                + item(2, "attachment", "publish", "b")
                                + item(3, "page", "publish", "c")
                                + item(4, "post", "private", "d")
                                + item(5, "post", "publish", " ")
                                + END)
                .read();

        assertEquals(List.of("wordpress:https://example.org/?p=3"), read.addresses());
    }

    @Test
    void control_characters_that_xml_forbids_do_no_harm() {
        var read = Upload.file("w.xml", START + item(1, "post", "publish", "a\u000Bb\u0008") + END);

        assertEquals("<p>a b</p>\n", read.only().body());
    }

    @Test
    void what_came_before_a_cut_is_kept_and_the_cut_is_named() {
        var whole = START + item(1, "post", "publish", "a") + item(2, "post", "publish", "b") + END;

        var read = Upload.file("w.xml", whole.substring(0, whole.length() - 200));

        assertEquals(List.of("wordpress:https://example.org/?p=1"), read.addresses());
        assertEquals("w.xml is damaged or cut short", read.problem());
    }

    @Test
    void a_document_type_resolves_nothing() {
        var laughs = """
                <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY x SYSTEM "file:///etc/hostname">]>
                """ + START.substring(START.indexOf("<rss"));

        for (var entity : new String[] {"&b;", "&x;"}) {
            var read = Upload.file("w.xml", laughs + "<item><title>" + entity + "</title></item>" + END);

            assertEquals(List.of(), read.pieces());
        }
    }

    @Test
    void deep_elements_end_in_words() {
        var read = Upload.file("w.xml", START + "<item>".repeat(100_000));

        assertEquals("w.xml is damaged or cut short", read.problem());
    }

    @Test
    void a_long_blog_with_many_entities_is_read_to_its_end() {
        var read = Upload.file(
                "w.xml",
                START + item(1, "post", "publish", "x").replace("&amp;amp;", "&lt;&amp;".repeat(200_000)) + END);

        assertTrue(String.valueOf(read.only().title()).length() >= 200_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|<p>a</p>",
                "<h2>a</h2>|<h2>a</h2>",
                "<p>a</p>|<p>a</p>",
                "<strong>a</strong>|<p><strong>a</strong></p>",
                "<pre>a</pre>|<pre>a</pre>"
            })
    void a_block_needs_no_paragraph(String content, String html) {
        assertEquals(html, WordPressParagraphs.of(content).strip());
    }

    @Test
    void empty_lines_in_code_start_no_paragraph() {
        assertEquals("<p>a</p>\n<pre>b\n\nc</pre>\n", WordPressParagraphs.of("a\n\n<pre>b\n\nc</pre>"));
    }
}
