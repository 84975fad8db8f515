package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import llmtwin.core.Category;
import llmtwin.core.ExportOptions;
import org.junit.jupiter.api.Test;

class LinkedInExportTest {
    private static final String SHARES = """
            Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility
            2024-03-01 09:30:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7,"Beans are up.""
            ""
            ""They said ""\""no""\"". #garden",https://example.org/beans,,MEMBER_NETWORK
            2024-03-02 09:30:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A8,,https://example.org/x,,MEMBER_NETWORK
            """;

    private static Upload archive() {
        return Upload.zip("Basic_LinkedInDataExport.zip")
                .with("Profile.csv", "First Name,Last Name,Maiden Name\nA.,Writer,\n")
                .with("Shares.csv", SHARES)
                .with(
                        "Comments.csv",
                        "Date,Link,Message\n2024-03-03 09:30:00,https://www.linkedin.com/feed/update/urn:li:activity:1,Well said.\n")
                .with("Articles/Articles/on-beans.html", """
                        <html><head><title>On beans</title></head><body>
                        <h1><a href="https://www.linkedin.com/pulse/on-beans-a">On beans</a></h1>
                        <p class="created">Created on 2024-02-01 08:00</p>
                        <p class="published">Published on 2024-02-02 08:00</p>
                        <div><p>Beans like warmth.</p></div></body></html>""")
                .with("Rich_Media.csv", "Date/Time,Media Description,Media Link\n");
    }

    @Test
    void a_share_keeps_its_lines_and_quotes() {
        var share = archive().read().pieces().getFirst();

        assertEquals("linkedin:urn:li:share:7", share.address());
        assertEquals(Category.POST, share.category());
        assertEquals("A. Writer", share.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), share.published());
        assertEquals("Beans are up.\n\nThey said \"no\". #garden\n\nhttps://example.org/beans", share.body());
    }

    @Test
    void an_article_comes_without_its_head() {
        var article = archive().read().pieces().get(1);

        assertEquals("linkedin:https://www.linkedin.com/pulse/on-beans-a", article.address());
        assertEquals("On beans", article.title());
        assertEquals(Instant.parse("2024-02-02T08:00:00Z"), article.published());
        assertEquals("<div><p>Beans like warmth.</p></div>", article.body().strip());
    }

    @Test
    void comments_come_only_when_asked_for() {
        assertEquals(2, archive().read().pieces().size());

        var pieces = archive().read(new ExportOptions(false, true, Set.of())).pieces();

        assertEquals(3, pieces.size());
        assertEquals("Well said.", pieces.get(1).body());
        assertEquals(
                "https://www.linkedin.com/feed/update/urn:li:activity:1",
                pieces.get(1).replyTo());
        assertTrue(pieces.get(1).address().startsWith("linkedin:comment-"));
    }

    @Test
    void an_endless_field_ends_in_words() {
        var read = Upload.zip("l.zip")
                .with("Profile.csv", "First Name,Last Name,Maiden Name\nA.,Writer,\n")
                .with("Shares.csv", "Date,ShareLink,ShareCommentary\n1,2,\"" + "words ".repeat(6 << 20))
                .read();

        assertEquals(List.of(), read.pieces());
        assertTrue(read.problem() != null);
    }
}
