package llmtwin.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import llmtwin.core.ExportOptions;
import org.junit.jupiter.api.Test;

class XExportTest {
    private static final String ACCOUNT =
            "window.YTD.account.part0 = [ {\"account\":{\"username\":\"aw\",\"accountId\":\"5\",\"accountDisplayName\":\"A. Writer\"}} ]";

    private static String tweet(String id, String text, String more) {
        return """
                {"tweet":{"id_str":"%s","full_text":"%s","created_at":"Fri Mar 01 09:30:00 +0000 2024","lang":"en"%s}}""".formatted(id, text, more);
    }

    private static String answer(String id, String user) {
        return ",\"in_reply_to_status_id_str\":\"" + id + "\",\"in_reply_to_user_id_str\":\"" + user
                + "\",\"in_reply_to_screen_name\":\"b\"";
    }

    private static Upload archive(String... tweets) {
        return Upload.zip("twitter.zip")
                .with("data/account.js", ACCOUNT)
                .with("data/tweets.js", "window.YTD.tweets.part0 = [" + String.join(",", tweets) + "]");
    }

    @Test
    void a_post_has_full_links_and_no_entities() {
        var read = archive(tweet(
                        "10",
                        "Beans &amp; peas\\nhttps://t.co/a https://t.co/p",
                        ",\"entities\":{\"urls\":[{\"url\":\"https://t.co/a\",\"expanded_url\":\"https://example.org/b\"}],"
                                + "\"media\":[{\"url\":\"https://t.co/p\"}]}"))
                .read();

        assertEquals("x", read.export());
        var piece = read.only();
        assertEquals("x:10", piece.address());
        assertEquals("Beans & peas\nhttps://example.org/b", piece.body());
        assertEquals("A. Writer", piece.author());
        assertEquals(Instant.parse("2024-03-01T09:30:00Z"), piece.published());
        assertEquals(URI.create("https://x.com/aw/status/10"), piece.url());
    }

    @Test
    void a_thread_is_one_piece_and_retweets_and_answers_stay_out() {
        var upload = archive(
                tweet("100", "Third", answer("99", "5")),
                tweet("9", "First", ""),
                tweet("99", "Second", answer("9", "5")),
                tweet("98", "RT @b: theirs", ""),
                tweet("97", "@b yes", answer("1", "6")));

        var read = upload.read();
        assertEquals("First\n\nSecond\n\nThird", read.only().body());
        assertEquals("x:9", read.only().address());

        var all = upload.read(new ExportOptions(true, false, Set.of()));
        assertEquals(List.of("x:9", "x:97"), all.addresses());
        assertEquals("https://x.com/b/status/1", all.pieces().get(1).replyTo());
    }

    @Test
    void a_long_post_is_whole() {
        var upload = archive(tweet("1", "This is a long story about beans… https://t.co/z", ""))
                .with(
                        "data/note-tweet.js",
                        "window.YTD.note_tweet.part0 = [{\"noteTweet\":{\"noteTweetId\":\"7\",\"createdAt\":\"2024-03-01T09:30:00.000Z\","
                                + "\"core\":{\"text\":\"This is a long story about beans & how they grew. https://t.co/q\","
                                + "\"urls\":[{\"shortUrl\":\"https://t.co/q\",\"expandedUrl\":\"https://example.org/q\"}]}}}]");

        assertEquals(
                "This is a long story about beans & how they grew. https://example.org/q",
                upload.read().only().body());
    }

    @Test
    void older_and_larger_archives_are_read() {
        var old = Upload.file(
                "tweet.js",
                "window.YTD.tweet.part0 = [{\"id_str\":\"1\",\"full_text\":\"Old\",\"created_at\":\"Fri Mar 01 09:30:00 +0000 2024\"}]");
        var large = archive(tweet("1", "One", ""))
                .with("data/tweets-part1.js", "window.YTD.tweets.part1 = [" + tweet("2", "Two", "") + "]");

        assertEquals(List.of("x:1"), old.addresses());
        assertEquals(List.of("x:1", "x:2"), large.read().addresses());
    }

    @Test
    void posts_that_answer_each_other_in_a_circle_do_no_harm() {
        var read = archive(tweet("1", "a", answer("2", "5")), tweet("2", "b", answer("1", "5")), tweet("3", "c", ""))
                .read();

        assertEquals(List.of("x:3"), read.addresses());
    }

    @Test
    void a_script_that_is_no_list_ends_in_words() {
        for (var script :
                List.of("", "window.YTD.tweets.part0 = 7", "window.YTD.tweets.part0 = [", "window.YTD.tweets = ]")) {
            assertNotNull(Upload.file("tweets.js", script).problem(), script);
        }
        var odd = Upload.file(
                "tweets.js", "window.YTD.tweets.part0 = [7, null, {\"tweet\":[]}, {\"tweet\":{\"id_str\":{}}}]");
        assertEquals(List.of(), odd.members());
    }
}
