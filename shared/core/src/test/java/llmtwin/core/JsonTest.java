package llmtwin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final Path EVENTS = Path.of("../../events");

    @Test
    void the_sample_crawl_request_says_what_is_asked() throws Exception {
        var request = CrawlRequest.fromJson(Files.readString(EVENTS.resolve("crawl-request.json")));

        var twin = new TwinId("me");
        var feed = URI.create("https://example.org/feed.xml");
        assertEquals(
                new CrawlRequest(
                        twin,
                        SourceId.of(twin, feed),
                        feed,
                        CrawlRequest.Target.SOURCE,
                        Instant.parse("2026-03-01T10:00:00Z"),
                        null,
                        0),
                request);
        assertEquals(request, CrawlRequest.fromJson(request.toJson()));
    }

    @Test
    void the_sample_request_for_a_document_says_what_its_feed_says() throws Exception {
        var request = CrawlRequest.fromJson(Files.readString(EVENTS.resolve("crawl-request-document.json")));

        assertEquals(
                new FeedEntry(
                        URI.create("https://example.org/feed.xml"),
                        "A small garden",
                        "Me",
                        "en",
                        Instant.parse("2026-02-27T08:30:00Z"),
                        null),
                request.entry());
        assertEquals(request, CrawlRequest.fromJson(request.toJson()));
        assertEquals(
                request.entry(), request.again().whenItIsItsTurn().following(1).entry());
    }

    @Test
    void the_sample_request_for_the_rest_of_a_list_says_where_it_goes_on() throws Exception {
        var request = CrawlRequest.fromJson(Files.readString(EVENTS.resolve("crawl-request-rest.json")));

        var list = Objects.requireNonNull(request.list());
        assertEquals(
                List.of(URI.create("https://example.org/feed.xml?paged=101")),
                list.unread().feedPages());
        assertTrue(Objects.requireNonNull(list.named()).contains("https://example.org/2026/a-small-garden"));
        assertEquals(request, CrawlRequest.fromJson(request.toJson()));
        assertEquals(list, request.again().whenItIsItsTurn().list());
    }

    @Test
    void a_crawl_request_of_an_older_sender_follows_no_links() {
        var request = CrawlRequest.fromJson("""
                {"twin":"me","source":"8a93ba99e2a1651a","url":"https://example.org/a","target":"DOCUMENT",
                "asked":"2026-03-01T10:00:00Z","modified":null,"attempt":1}""");

        assertEquals(0, request.depth());
        assertEquals(1, request.attempt());
        assertEquals(false, request.inTurn());
        assertNull(request.entry());
    }

    @Test
    void the_sample_erase_request_names_one_thing() throws Exception {
        var request = EraseRequest.fromJson(Files.readString(EVENTS.resolve("erase-request.json")));

        assertEquals(DocumentId.of(new TwinId("me"), "https://example.org/post"), request.document());
        assertEquals(request, EraseRequest.fromJson(request.toJson()));
        assertThrows(
                IllegalArgumentException.class, () -> new EraseRequest(new TwinId("me"), null, null, Instant.EPOCH));
    }

    @Test
    void the_sample_clean_document_reads_and_writes_the_same() throws Exception {
        var document = CleanDocument.fromJson(Files.readString(EVENTS.resolve("clean-document.json")));

        assertEquals("A small garden", document.metadata().title());
        assertEquals(document, CleanDocument.fromJson(document.toJson()));
    }

    @Test
    void what_is_no_message_is_refused_with_its_kind() {
        for (var text : new String[] {"", "null", "[]", "{\"twin\":\"No Such Shape\"}", "{"}) {
            var problem = assertThrows(IllegalArgumentException.class, () -> CrawlRequest.fromJson(text));
            assertTrue(problem.toString().contains("CrawlRequest"), problem.toString());
        }
    }
}
