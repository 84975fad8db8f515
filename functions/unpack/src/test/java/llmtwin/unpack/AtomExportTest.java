package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtomExportTest {
    private static final String START = """
            <?xml version='1.0' encoding='UTF-8'?>
            <feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'
              xmlns:blogger='http://schemas.google.com/blogger/2018' xml:lang='en'>
            <id>tag:blogger.com,1999:blog-1</id><title>Garden notes</title>
            <author><name>A. Writer</name><email>noreply@example.org</email></author>
            """;

    private static String entry(int id, String kind, String more) {
        return """
                <entry><id>tag:blogger.com,1999:blog-1.post-%d</id><published>2024-03-01T09:30:00.000+01:00</published>
                <updated>2024-03-02T09:30:00Z</updated>%s<title type='text'>Beans</title>
                <content type='html'>&lt;p&gt;Dig.&lt;/p&gt;</content>
                <link rel='replies' href='https://example.org/r'/><link rel='alternate' href='https://example.org/%d'/>
                %s</entry>""".formatted(id, kind, id, more);
    }

    private static String kind(String kind) {
        return "<category scheme='http://schemas.google.com/g/2005#kind'"
                + " term='http://schemas.google.com/blogger/2008/kind#" + kind + "'/>";
    }

    @Test
    void a_backup_of_blogger_gives_its_published_posts() {
        var read = Upload.file(
                "blog.xml",
                START + entry(1, kind("settings"), "") + entry(2, kind("post"), "")
                        + entry(3, kind("post"), "<app:control><app:draft>yes</app:draft></app:control>")
                        + entry(4, kind("comment"), "") + "</feed>");

        assertEquals("atom", read.export());
        var piece = read.only();
        assertEquals("atom:tag:blogger.com,1999:blog-1.post-2", piece.address());
        assertEquals("Beans", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals("Garden notes", piece.siteName());
        assertEquals("en", piece.language());
        assertEquals(Instant.parse("2024-03-01T08:30:00Z"), piece.published());
        assertEquals(Instant.parse("2024-03-02T09:30:00Z"), piece.modified());
        assertEquals(URI.create("https://example.org/2"), piece.url());
        assertEquals("<p>Dig.</p>", piece.body());
    }

    @Test
    void a_takeout_of_blogger_gives_what_is_live() {
        var read = Upload.zip("takeout.zip")
                .with(
                        "Takeout/Blogger/Blogs/Garden/feed.atom",
                        START
                                + entry(1, "<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>", "")
                                + entry(
                                        2,
                                        "<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>",
                                        "")
                                + entry(3, "<blogger:type>COMMENT</blogger:type>", "") + "</feed>")
                .with("Takeout/Blogger/Blogs/Garden/settings.csv", "a")
                .read();

        assertEquals(List.of("atom:tag:blogger.com,1999:blog-1.post-1"), read.addresses());
    }

    @Test
    void content_in_xhtml_and_in_plain_text_is_read() {
        var read = Upload.file(
                "blog.xml",
                START + "<entry><id>a</id><title type='html'>A &amp;amp; B</title><content type='xhtml'>"
                        + "<div xmlns='http://www.w3.org/1999/xhtml'><p>See <a href='https://example.org/x'>x &lt; y</a></p>"
                        + "</div></content></entry><entry><id>b</id><title>B</title><content>1 &lt; 2</content></entry></feed>");

        assertEquals("A & B", read.pieces().get(0).title());
        assertEquals(
                "<div><p>See <a href=\"https://example.org/x\">x &lt; y</a></p></div>",
                read.pieces().get(0).body());
        assertEquals("<p>1 &lt; 2</p>", read.pieces().get(1).body());
    }

    @Test
    void a_feed_in_a_folder_of_code_is_no_export() {
        var read = Upload.zip("code.zip")
                .with("feed.xml", START + entry(1, "", "") + "</feed>")
                .with("A.java", "class A {}")
                .with("README.md", "# A")
                .read();

        assertEquals("files", read.export());
    }
}
