package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import org.junit.jupiter.api.Test;

class MediumExportTest {
    private static final String STORY = "posts/2024-03-01_On-compost-0a1b2c3d4e5f.html";

    private static String page(String title, String body, String time) {
        return """
                <!DOCTYPE html><html><head><meta charset="utf-8"><title>%1$s</title></head><body>
                <article class="h-entry"><header><h1 class="p-name">%1$s</h1></header>
                <section data-field="body" class="e-content">%2$s</section>
                <footer><p>By <a href="https://medium.com/@a" class="p-author h-card">A. Writer</a>%3$s.</p>
                <p><a href="https://medium.com/@a/on-compost-0a1b2c3d4e5f" class="p-canonical">Canonical link</a></p>
                </footer></article></body></html>""".formatted(title, body, time);
    }

    private static final String TIME =
            " on <time class=\"dt-published\" datetime=\"2024-03-01T09:30:00.000Z\">March 1, 2024</time>";

    @Test
    void a_story_is_an_article_with_its_facts() {
        var read = Upload.zip("medium-export.zip")
                .with(STORY, page("On compost", "<h3 class=\"graf--title\">On compost</h3><p>It’s warm.</p>", TIME))
                .read();

        assertEquals("medium", read.export());
        var piece = read.only();
        assertEquals("medium:0a1b2c3d4e5f", piece.address());
        assertEquals(Category.ARTICLE, piece.category());
        assertEquals("On compost", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(URI.create("https://medium.com/@a/on-compost-0a1b2c3d4e5f"), piece.url());
        assertEquals(Piece.Format.HTML, piece.format());
        assertTrue(piece.body().contains("<p>It’s warm.</p>"));
        assertFalse(piece.body().contains("On compost"), "the title stands in the facts");
    }

    @Test
    void a_story_without_a_time_has_the_date_of_its_file() {
        var read = Upload.zip("m.zip")
                .with("export/" + STORY, page("On compost", "<h3>On compost</h3>", ""))
                .read();

        assertEquals(Instant.parse("2024-03-01T00:00:00Z"), read.only().published());
    }

    @Test
    void a_short_response_is_a_post() {
        var read = Upload.zip("m.zip")
                .with(
                        "posts/2024-03-02_Thanks--a1b2c3d4e5f6.html",
                        page("Thanks, that…", "<p>Thanks, that helps.</p>", TIME))
                .read();

        assertEquals(Category.POST, read.only().category());
        assertNull(read.only().title());
    }

    @Test
    void drafts_stay_out() {
        var read = Upload.zip("m.zip")
                .with("posts/draft_Later-a1b2c3d4e5f6.html", page("Later", "<p>Not yet.</p>", ""))
                .with(STORY, page("On compost", "<h3>On compost</h3>", TIME))
                .read();

        assertEquals(List.of("medium:0a1b2c3d4e5f"), read.addresses());
    }
}
