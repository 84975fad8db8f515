package llmtwin.library;

import static llmtwin.library.Library.FEED;
import static llmtwin.library.Library.FEED_ID;
import static llmtwin.library.Library.ME;
import static llmtwin.library.Library.NOW;
import static llmtwin.library.Library.POST;
import static llmtwin.library.Library.POST_REF;
import static llmtwin.library.Library.json;
import static llmtwin.library.Library.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.CrawlRequest;
import llmtwin.core.CrawlRequest.Target;
import llmtwin.core.EraseRequest;
import llmtwin.core.Json;
import llmtwin.core.Origin;
import llmtwin.core.Reach;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryHandlerTest {
    private final Library library = new Library();

    @Test
    void adding_a_source_keeps_it_and_asks_for_a_crawl() {
        var response = library.answer("api-sources-post");

        assertEquals(202, response.getStatusCode(), response.getBody());
        assertEquals(List.of(Source.asked(ME, FEED, Duration.ofHours(12), NOW)), library.sources.sources(ME));
        assertEquals(List.of(new CrawlRequest(ME, FEED_ID, FEED, Target.SOURCE, NOW, null, 0)), library.crawls.sent());
        assertEquals(FEED_ID.value(), json(response).at("/source/id").stringValue());
        assertEquals("queued", json(response).at("/source/status").stringValue());
        assertEquals("PT12H", json(response).at("/source/interval").stringValue());
    }

    @Test
    void adding_a_source_again_asks_again_and_keeps_its_interval() {
        library.answer("api-sources-post");
        library.sources.crawled(ME, FEED_ID, "410 Gone", 0, Validators.NONE, NOW);

        library.answer(request("api-sources-post").withBody("{\"url\":\"https://example.org/feed.xml\"}"));

        assertEquals(List.of(Source.asked(ME, FEED, Duration.ofHours(12), NOW)), library.sources.sources(ME));
        assertEquals(2, library.crawls.sent().size());
    }

    @Test
    void a_source_says_how_much_of_it_is_wanted_and_keeps_it() {
        var url = "{\"url\":\"https://example.org/feed.xml\"";
        library.answer(request("api-sources-post").withBody(url + ",\"depth\":2,\"limit\":50}"));

        var again = library.answer(request("api-sources-post").withBody(url + "}"));

        assertEquals(new Reach(2, 50), library.sources.sources(ME).getFirst().reach());
        assertEquals(2, json(again).at("/source/depth").intValue());
        assertEquals(50, json(again).at("/source/limit").intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"https://example.org/\",\"depth\":6}",
                "{\"url\":\"https://example.org/\",\"limit\":0}",
                "{\"url\":\"https://example.org/\",\"limit\":50001}",
                "{\"url\":\"https://example.org/\",\"depth\":\"deep\"}",
                "{\"url\":\"no url\"}",
                "{\"url\":\"ftp://example.org/\"}",
                "{\"url\":\"https://example.org/\",\"interval\":\"PT1M\"}",
                "{\"url\":\"https://example.org/\",\"interval\":\"daily\"}"
            })
    void what_is_no_source_is_refused_and_leaves_nothing(String body) {
        var response = library.answer(request("api-sources-post").withBody(body));

        assertEquals(400, response.getStatusCode(), response.getBody());
        assertEquals(List.of(), library.sources.sources(ME));
        assertEquals(List.of(), library.crawls.sent());
    }

    @Test
    void sources_are_listed_and_shown() {
        library.answer("api-sources-post");

        assertEquals(
                FEED.toString(),
                json(library.answer("api-sources-get")).at("/sources/0/url").stringValue());
        assertEquals(
                FEED.toString(),
                json(library.answer("api-source-get")).at("/url").stringValue());
    }

    @Test
    void deleting_a_source_stops_its_crawls_and_asks_for_its_erasure() {
        library.answer("api-sources-post");

        var response = library.answer("api-source-delete");

        assertEquals(202, response.getStatusCode(), response.getBody());
        assertEquals(
                Source.Status.ERASING,
                library.sources.source(ME, FEED_ID).orElseThrow().status());
        assertEquals(List.of(new EraseRequest(ME, FEED_ID, null, NOW)), library.erasures.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-source-get", "api-source-delete", "api-document-get", "api-document-delete"})
    void what_is_not_there_is_not_found(String sample) {
        var response = library.answer(sample);

        assertEquals(404, response.getStatusCode(), response.getBody());
        assertEquals(List.of(), library.erasures.sent());
    }

    @Test
    void an_upload_gets_a_link_and_the_id_of_its_document() {
        var response = library.answer("api-uploads-post");

        assertEquals(200, response.getStatusCode(), response.getBody());
        var upload = json(response);
        var origin = Origin.ofUpload("notes/Small garden.md");
        assertEquals(
                "memory:uploads/me/notes/Small%20garden.md", upload.get("url").stringValue());
        assertEquals("uploads/me/notes/Small garden.md", upload.get("key").stringValue());
        assertEquals("PUT", upload.get("method").stringValue());
        assertEquals("2026-03-01T10:15:00Z", upload.get("expires").stringValue());
        assertEquals(origin.documentId(ME).value(), upload.get("document").stringValue());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a.exe\"}|415|.docx .eml .epub .htm .html",
                "{\"name\":\"README\"}|415|.docx",
                "{\"name\":\"a.pdf\",\"size\":52428801}|413|52428800",
                "{\"name\":\"a.zip\",\"size\":419430401}|413|419430400",
                "{\"name\":\"../a.md\"}|400|'..'",
                "{\"name\":\"\"}|400|1 to 800",
                "{\"name\":\"a.md\",\"comments\":true}|400|is wanted; 'a.md' is none",
                "{\"name\":\"a.zip\",\"worktree\":true,\"repository\":\"https://evil.example/a/b\"}|400|no host that is known",
                "{\"name\":\"a.zip\",\"worktree\":true,\"branch\":\"../x\"}|400|branch: a name",
                "{\"name\":\"a.zip\",\"replies\":\"yes\"}|400|field 'replies' is neither true nor false",
                "{\"name\":\"a.mbox\",\"owner\":\"me\"}|400|owner 'me' is no e-mail address",
                "{\"name\":\"a.mbox\",\"owner\":[7]}|400|field 'owner' is neither a text nor a list",
                "{\"name\":\"a.md\",\"size\":\"big\"}|400|'size'"
            })
    void a_file_that_cannot_be_taken_is_refused_in_words(String body, int status, String word) {
        var response = library.answer(request("api-uploads-post").withBody(body));

        assertEquals(status, response.getStatusCode(), response.getBody());
        assertTrue(json(response).get("detail").stringValue().contains(word), response.getBody());
    }

    @Test
    void what_of_an_export_is_wanted_travels_in_headers_of_the_upload() {
        var response = library.answer("api-uploads-export-post");

        assertEquals(200, response.getStatusCode(), response.getBody());
        assertEquals(
                Json.tree("{\"replies\":\"true\",\"owner\":\"me@example.org,me@work.example\"}"),
                json(response).get("headers"));
    }

    @Test
    void the_place_of_a_work_tree_travels_without_the_secrets_of_its_remote() {
        var body = "{\"name\":\"a.git.zip\",\"worktree\":true,\"branch\":\"main\","
                + "\"repository\":\"https://me:secret@github.com/me/a.git\"}";

        var response = library.answer(request("api-uploads-post").withBody(body));

        assertEquals(
                Json.tree("{\"worktree\":\"true\",\"repository\":\"https://github.com/me/a\",\"branch\":\"main\"}"),
                json(response).get("headers"));
    }

    @Test
    void a_file_type_counts_in_any_case() {
        var response = library.answer(request("api-uploads-post").withBody("{\"name\":\"A.PDF\"}"));

        assertEquals(200, response.getStatusCode(), response.getBody());
    }

    @Test
    void documents_are_listed_by_state_and_page() {
        library.searchable(POST, "one", NOW);
        library.searchable(Origin.ofUpload("a.md"), "two", NOW);
        library.documents.announce(Library.ref(Origin.ofUpload("b.md").documentId(ME)), Origin.ofUpload("b.md"), NOW);
        var firstPage =
                request("api-documents-get").withQueryStringParameters(Map.of("limit", "1", "state", "searchable"));

        var first = json(library.answer(firstPage));
        var second = json(library.answer(firstPage.withQueryStringParameters(Map.of(
                "limit", "1", "state", "searchable", "cursor", first.get("next").stringValue()))));

        assertEquals(1, first.get("documents").size());
        assertEquals(1, second.get("documents").size());
        assertFalse(first.at("/documents/0/id").equals(second.at("/documents/0/id")));
        assertTrue(second.get("next").isNull());
    }

    @Test
    void an_unknown_state_is_a_bad_request() {
        var response = library.answer(request("api-documents-get").withQueryStringParameters(Map.of("state", "lost")));

        assertEquals(400, response.getStatusCode(), response.getBody());
    }

    @Test
    void a_document_is_shown_with_its_text_when_asked() {
        var version = library.searchable(POST, "Two beds, one bench.", NOW);
        var clean = new CleanDocument(
                POST_REF, version, POST, Library.titled("A small garden"), "html", "Two beds, one bench.");
        library.content.save(
                new ContentKey.Clean(POST_REF, version.content()),
                new StoredObject(clean.toJson().getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));

        var withText = json(library.answer("api-document-get"));
        var without = json(library.answer(request("api-document-get").withQueryStringParameters(null)));

        assertEquals("Two beds, one bench.", withText.get("text").stringValue());
        assertTrue(without.get("text").isNull());
        assertEquals("A small garden", without.at("/title").stringValue());
        assertEquals("searchable", without.at("/state").stringValue());
        assertEquals("https://example.org/post", without.at("/url").stringValue());
    }

    @Test
    void a_document_is_shown_with_a_link_to_its_text_when_asked() {
        var version = library.searchable(POST, "Beans.", NOW);
        var asked = Map.of("text", "link");

        var one = json(library.answer(request("api-document-get").withQueryStringParameters(asked)));
        var listed = json(library.answer(request("api-documents-get").withQueryStringParameters(asked)));
        var unasked = json(library.answer(request("api-documents-get").withQueryStringParameters(null)));

        var link = "memory:clean/" + POST_REF + "/" + version.content() + ".json";
        assertEquals(link, one.at("/textLink/url").stringValue());
        assertEquals("2026-03-01T10:15:00Z", one.at("/textLink/expires").stringValue());
        assertTrue(one.get("text").isNull());
        assertEquals(link, listed.at("/documents/0/textLink/url").stringValue());
        assertTrue(unasked.at("/documents/0/textLink").isNull());
    }

    @Test
    void a_document_without_text_has_no_link_to_it() {
        library.documents.announce(POST_REF, POST, NOW);

        var listed =
                json(library.answer(request("api-documents-get").withQueryStringParameters(Map.of("text", "link"))));

        assertTrue(listed.at("/documents/0/textLink").isNull());
    }

    @Test
    void another_twins_document_is_not_found() {
        library.searchable(POST, "mine", NOW);
        var event = request("api-document-get");
        event.getRequestContext().setAuthorizer(Map.of("twin", "you"));

        assertEquals(404, library.answer(event).getStatusCode());
    }

    @Test
    void deleting_a_document_asks_for_its_erasure() {
        library.searchable(POST, "one", NOW);

        var response = library.answer("api-document-delete");

        assertEquals(202, response.getStatusCode(), response.getBody());
        assertEquals(List.of(new EraseRequest(ME, null, POST_REF.id(), NOW)), library.erasures.sent());
    }

    @Test
    void a_deleted_document_is_not_found() {
        library.searchable(POST, "one", NOW);
        var later = new Version(Sha256.of(""), NOW.plusSeconds(1));
        library.documents.advance(POST_REF, POST, later, new Step.Deleted(), NOW.plusSeconds(1));

        assertEquals(404, library.answer("api-document-get").getStatusCode());
    }

    @Test
    void the_status_counts_documents_by_source_and_names_what_failed() {
        library.answer("api-sources-post");
        library.searchable(POST, "one", NOW);
        var broken = Origin.ofUpload("broken.pdf");
        library.documents.fruitless(
                Library.ref(broken.documentId(ME)), broken, new Step.Failed("The PDF is encrypted"), NOW);

        var status = json(library.answer("api-status-get"));

        assertEquals(Json.tree("{\"searchable\":1}"), status.at("/sources/0/documents"));
        assertEquals(FEED.toString(), status.at("/sources/0/url").stringValue());
        assertEquals(Json.tree("{\"failed\":1,\"searchable\":1}"), status.get("documents"));
        assertEquals(1, status.get("problems").size());
        assertEquals("The PDF is encrypted", status.at("/problems/0/problem").stringValue());
        assertEquals("upload:broken.pdf", status.at("/problems/0/title").stringValue());
        assertEquals(Json.tree("{\"crawl\":3}"), status.get("queues"));
        assertEquals(Json.tree("{\"clean\":2}"), status.get("deadLetters"));
    }

    @Test
    void the_status_counts_beyond_one_page() {
        for (int i = 0; i < 501; i++) {
            var origin = Origin.ofUpload(i + ".md");
            library.documents.announce(Library.ref(origin.documentId(ME)), origin, NOW);
        }

        assertEquals(
                Json.tree("{\"queued\":501}"),
                json(library.answer("api-status-get")).get("documents"));
    }

    @Test
    void what_was_given_up_goes_back_to_its_stage() {
        var response = library.answer("api-redrive-post");

        assertEquals(Json.tree("{\"redriven\":{\"clean\":2}}"), json(response));
        assertEquals(Map.of(), library.deadLetters);
    }

    @Test
    void health_needs_no_key() {
        var response = library.answer("api-health-get");

        assertEquals(200, response.getStatusCode());
        assertEquals("ok", json(response).get("status").stringValue());
    }

    @Test
    void everything_of_a_twin_needs_a_key() {
        var event = request("api-status-get");
        event.getRequestContext().setAuthorizer(null);

        assertEquals(401, library.answer(event).getStatusCode());
    }
}
