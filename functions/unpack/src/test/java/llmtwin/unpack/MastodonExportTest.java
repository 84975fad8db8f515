package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import llmtwin.core.ExportOptions;
import org.junit.jupiter.api.Test;

class MastodonExportTest {
    private static final String ME = "https://example.org/users/aw";
    private static final String PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

    private static String note(int id, String to, String more) {
        return """
                {"id":"%1$s/statuses/%2$d/activity","type":"Create","actor":"%1$s","object":{"id":"%1$s/statuses/%2$d",
                "type":"Note","published":"2024-03-01T09:30:00Z","url":"https://example.org/@aw/%2$d","to":["%3$s"],
                "cc":[],"content":"<p>Beans<br>up. <a href=\\"https://example.org/tags/garden\\">#garden</a></p>",
                "contentMap":{"en":"<p>Beans</p>"}%4$s}}""".formatted(ME, id, to, more);
    }

    private static String outbox(String... items) {
        return "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"outbox.json\","
                + "\"type\":\"OrderedCollection\",\"totalItems\":1,\"orderedItems\":[" + String.join(",", items) + "]}";
    }

    @Test
    void a_public_note_is_a_post() {
        var read = Upload.zip("archive.zip")
                .with("outbox.json", outbox(note(1, PUBLIC, ",\"summary\":\"On vegetables\"")))
                .with("actor.json", "{\"type\":\"Person\",\"name\":\"A. Writer\",\"preferredUsername\":\"aw\"}")
                .read();

        assertEquals("mastodon", read.export());
        var piece = read.only();
        assertEquals("mastodon:" + ME + "/statuses/1", piece.address());
        assertEquals("On vegetables", piece.title());
        assertEquals("A. Writer", piece.author());
        assertEquals("en", piece.language());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(URI.create("https://example.org/@aw/1"), piece.url());
        assertEquals("<p>Beans<br>up. <a href=\"https://example.org/tags/garden\">#garden</a></p>", piece.body());
    }

    @Test
    void boosts_and_private_notes_stay_out() {
        var read = Upload.file(
                "outbox.json",
                outbox(
                        "{\"type\":\"Announce\",\"actor\":\"" + ME + "\",\"object\":\"https://example.com/1\"}",
                        note(2, ME + "/followers", ""),
                        note(3, ME + "/followers", ",\"cc\":[\"" + PUBLIC + "\"]")));

        assertEquals(List.of("mastodon:" + ME + "/statuses/3"), read.addresses());
    }

    @Test
    void answers_to_others_come_only_when_asked_for() {
        var upload = Upload.zip("a.zip")
                .with(
                        "outbox.json",
                        outbox(
                                note(1, PUBLIC, ",\"inReplyTo\":\"https://example.com/users/b/statuses/9\""),
                                note(2, PUBLIC, ",\"inReplyTo\":\"" + ME + "/statuses/1\"")));

        assertEquals(List.of("mastodon:" + ME + "/statuses/2"), upload.read().addresses());
        var all = upload.read(new ExportOptions(true, false, Set.of()));
        assertEquals(2, all.pieces().size());
        assertEquals(
                "https://example.com/users/b/statuses/9",
                all.pieces().getFirst().replyTo());
    }

    @Test
    void a_poll_keeps_its_answers() {
        var read = Upload.file(
                "outbox.json", outbox(note(1, PUBLIC, ",\"oneOf\":[{\"name\":\"Beans\"},{\"name\":\"<Peas>\"}]")));

        assertEquals(
                "<ul><li>Beans</li><li>&lt;Peas&gt;</li></ul>",
                read.only().body().substring(read.only().body().indexOf("<ul>")));
    }

    @Test
    void a_cut_or_an_abyss_ends_in_words() {
        var whole = outbox(note(1, PUBLIC, ""), note(2, PUBLIC, ""));
        var cut = Upload.file("outbox.json", whole.substring(0, whole.length() - 50));
        assertEquals(1, cut.pieces().size());
        assertEquals("outbox.json is damaged or cut short", cut.problem());

        assertNotNull(Upload.file("outbox.json", outbox("{\"a\":" + "[".repeat(100_000)))
                .problem());
        assertNotNull(Upload.file("outbox.json", outbox("{\"a\":" + "9".repeat(100_000) + "}"))
                .problem());
    }

    @Test
    void other_types_than_expected_are_passed_over() {
        var read = Upload.file(
                "outbox.json",
                outbox(
                        "1",
                        "null",
                        "[]",
                        "{\"type\":\"Create\",\"object\":7}",
                        "{\"type\":{},\"object\":{\"to\":{}}}",
                        note(1, PUBLIC, ",\"summary\":{},\"contentMap\":7,\"oneOf\":\"x\"")));

        assertEquals(1, read.pieces().size());
    }
}
