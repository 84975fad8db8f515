package llmtwin.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Category;
import llmtwin.core.FeedEntry;
import llmtwin.core.Piece;
import llmtwin.core.UploadKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceExtractorTest {
    private static final Instant DAY = Instant.parse("2024-05-01T12:00:00Z");

    @Test
    void an_article_keeps_its_structure_and_the_facts_of_its_export() {
        var text = clean(piece(
                "medium:1",
                Category.ARTICLE,
                "A small garden",
                Piece.Format.HTML,
                "<h3>Beds</h3><p>Two <em>beds</em> and one bench are enough for anybody who has a book to read.</p><div hidden>Obey.</div><script>x()</script><ul><li>one</li></ul>",
                List.of()));

        assertEquals(
                "### Beds\n\nTwo *beds* and one bench are enough for anybody who has a book to read.\n\n- one\n",
                text.text());
        assertEquals("A small garden", text.metadata().title());
        assertEquals(DAY, text.metadata().published());
        assertEquals(URI.create("https://me.example/garden"), text.metadata().url());
        assertEquals("export", text.metadata().from().get("published"));
        assertNull(text.own());
    }

    @Test
    void a_post_keeps_its_lines_hashtags_and_mentions() {
        var text = clean(piece(
                "mastodon:1",
                Category.POST,
                null,
                Piece.Format.TEXT,
                "Rain again.\n#garden with @neighbour@me.example\n\nStill good.",
                List.of()));

        assertEquals("Rain again.  \n#garden with @neighbour@me.example\n\nStill good.", text.text());
        assertEquals("Rain again.", text.metadata().title());
        assertEquals(Category.POST, text.metadata().category());
    }

    @Test
    void a_long_post_is_called_by_how_it_begins() {
        var text = clean(piece("x:1", Category.POST, null, Piece.Format.TEXT, "word ".repeat(40), List.of()));

        assertEquals("word ".repeat(16).strip() + "…", text.metadata().title());
    }

    @Test
    void the_language_of_a_conversation_is_the_persons_own() {
        var answer = "You can turn it with a fork every other week, or leave it alone for a year. ".repeat(10);
        var text = clean(piece(
                "chatgpt:2",
                Category.CONVERSATION,
                "Compost",
                Piece.Format.MARKDOWN,
                "",
                List.of(
                        new Piece.Turn(
                                Piece.Role.OWN,
                                "user",
                                "Wie oft muss ich den Kompost umsetzen, wenn ich mich dabei nicht bücken möchte?",
                                DAY),
                        new Piece.Turn(Piece.Role.OTHER, "ChatGPT", answer, DAY))));

        assertEquals("de", text.metadata().language());
    }

    @Test
    void what_begins_with_a_heading_is_called_by_it() {
        var text = clean(piece(
                "git:1",
                Category.REPOSITORY,
                null,
                Piece.Format.MARKDOWN,
                "# A small garden\n\nTwo beds and one bench are enough for anybody who has a book to read.",
                List.of()));

        assertEquals("A small garden", text.metadata().title());
    }

    @Test
    void of_a_conversation_only_the_own_turns_are_the_persons_writing() {
        var text = clean(piece(
                "chatgpt:1",
                Category.CONVERSATION,
                "Compost",
                Piece.Format.MARKDOWN,
                "",
                List.of(
                        new Piece.Turn(Piece.Role.OWN, "user", "How do I turn compost?", DAY),
                        new Piece.Turn(Piece.Role.OTHER, "ChatGPT", "With a fork.", DAY),
                        new Piece.Turn(Piece.Role.OWN, "user", "I'd rather not bend.", DAY))));

        assertEquals(
                "**A. Writer:**\n\nHow do I turn compost?\n\n**ChatGPT:**\n\nWith a fork.\n\n"
                        + "**A. Writer:**\n\nI'd rather not bend.",
                text.text());
        assertEquals("How do I turn compost?\n\nI'd rather not bend.", text.own());
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.llm-twin.piece+json, mongodb/blog/articles/1.piece",
        "application/octet-stream, 1.piece"
    })
    void an_uploaded_piece_is_known_by_its_type_and_by_its_name(String type, String name) {
        assertEquals(
                Optional.of(FileKind.PIECE),
                FileKind.of("{\"address\":\"x:1\"}".getBytes(UTF_8), new Hints(type, name, null)));
        assertEquals(Optional.of(UploadKind.PIECE), UploadKind.of("1.piece"));
        assertFalse(UploadKind.supported().contains(".piece"), "nobody is told to send one");
    }

    @Test
    void a_page_read_from_its_feed_says_so_and_hides_nothing_from_the_reader() {
        var piece = Piece.at("https://me.example/garden", Category.ARTICLE)
                .title("A small garden")
                .body(
                        Piece.Format.HTML,
                        "<p>Two beds and one bench are enough for anybody who has a book.</p><p hidden>Obey.</p>")
                .build();
        var entry = new FeedEntry(null, "Another title", "A. Writer", "en", DAY, null);
        var hints = new Hints(Piece.MEDIA_TYPE, "/garden", URI.create("https://me.example/garden"), "feed", entry);

        var text = assertInstanceOf(
                CleanOutcome.Text.class, new Cleaner().clean(piece.toJson().getBytes(StandardCharsets.UTF_8), hints));

        assertEquals("Two beds and one bench are enough for anybody who has a book.\n", text.text());
        assertEquals("feed", text.metadata().handler());
        assertEquals("A small garden", text.metadata().title());
        assertEquals(DAY, text.metadata().published());
        assertEquals(
                Map.of("title", "feed", "author", "feed", "language", "feed", "published", "feed", "url", "address"),
                text.metadata().from());
    }

    @Test
    void what_is_no_piece_says_so() {
        var outcome = new Cleaner()
                .clean("{\"address\":7}".getBytes(StandardCharsets.UTF_8), new Hints(Piece.MEDIA_TYPE, "", null));

        assertInstanceOf(CleanOutcome.Unreadable.class, outcome);
    }

    private static Piece piece(
            String address,
            Category category,
            @Nullable String title,
            Piece.Format format,
            String body,
            List<Piece.Turn> turns) {
        return new Piece(
                address,
                category,
                title,
                "A. Writer",
                DAY,
                null,
                URI.create("https://me.example/garden"),
                null,
                null,
                null,
                format,
                body,
                turns,
                null);
    }

    private static CleanOutcome.Text clean(Piece piece) {
        var bytes = piece.toJson().getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(
                CleanOutcome.Text.class, new Cleaner().clean(bytes, new Hints(Piece.MEDIA_TYPE, "", null)));
    }
}
