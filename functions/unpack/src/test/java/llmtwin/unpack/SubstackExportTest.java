package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstackExportTest {
    private static final String HEADER =
            "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n";

    @Test
    void published_posts_come_with_title_subtitle_and_date() {
        var read = Upload.zip("s.zip")
                .with(
                        "posts.csv",
                        "\uFEFF" + HEADER
                                + "11.on-rain,2024-03-01T09:30:00.000Z,true,,,newsletter,everyone,\"Rain, again\",A \"\"wet\"\" year,\n"
                                        .replace("A \"\"wet\"\" year", "\"A \"\"wet\"\" year\"")
                                + "12.draft,,false,,,newsletter,everyone,Draft,,\n"
                                + "13.talk,2024-03-02T09:30:00.000Z,true,,,podcast,everyone,Talk,,https://example.org/a.mp3\n")
                .with("posts/11.on-rain.html", "<p>It rained.</p>")
                .with("posts/12.draft.html", "<p>Not yet.</p>")
                .with("posts/13.talk.html", "<p>Listen.</p>")
                .with("posts/11.opens.csv", "x")
                .read();

        assertEquals("substack", read.export());
        assertEquals(List.of("substack:11"), read.addresses());
        var piece = read.only();
        assertEquals("Rain, again", piece.title());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals("<p>A &quot;wet&quot; year</p>\n<p>It rained.</p>", piece.body());
    }

    @Test
    void a_list_of_something_else_is_no_export() {
        assertEquals(
                "files",
                Upload.zip("s.zip")
                        .with("posts.csv", "a,b\n1,2\n")
                        .with("a.txt", "Hi")
                        .read()
                        .export());
    }

    @Test
    void a_list_that_breaks_off_in_a_quote_ends_the_reading_in_words() {
        var read = Upload.zip("s.zip")
                .with("posts.csv", HEADER + "1.a,\"x")
                .with("posts/1.a.html", "<p>a")
                .read();

        assertEquals(List.of(), read.pieces());
    }
}
