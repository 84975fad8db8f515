package llmtwin.local.e2e;

import static llmtwin.local.e2e.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import llmtwin.aws.SqsReplay;
import llmtwin.core.ContentKey;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;

/// What the whole system does, written once and run against every cloud.
abstract class Scenarios {
    /// The golden files of the clean function.
    private static final Path SAMPLES = Path.of("../../functions/clean/src/test/resources/clean");
    private static final Set<String> FINAL = Set.of("searchable", "skipped", "duplicate", "unpacked", "failed");

    private TestTwin system;
    private TwinId twin;
    private ApiClient api;
    private TestSite site;

    /// The running system; shared by all scenarios of a class.
    abstract TestTwin system();

    @BeforeEach
    void aFreshTwinAndAnEmptySite() throws Exception {
        system = system();
        twin = new TwinId("t" + UUID.randomUUID());
        api = new ApiClient(system.api(), system.newKey(twin));
        site = new TestSite();
    }

    @AfterEach
    void closeTheSite() {
        site.close();
    }

    private JsonNode document(String id) {
        return api.get("/v1/documents/" + id).body();
    }

    private JsonNode settled(String id) throws InterruptedException {
        return eventually(
                "document " + id + " settles",
                () -> document(id),
                document -> FINAL.contains(document.path("state").asString("")));
    }

    private String addSource(String path) {
        var answer = api.post("/v1/sources", Map.of("url", site.url(path).toString()));
        assertEquals(202, answer.status(), answer.toString());
        return answer.body().path("source").path("id").asString();
    }

    private JsonNode crawled(String source) throws InterruptedException {
        return eventually(
                "source " + source + " is crawled",
                () -> api.get("/v1/sources/" + source).body(),
                seen -> !seen.path("status").asString("queued").equals("queued"));
    }

    private List<JsonNode> settledDocuments(String source, int count) throws InterruptedException {
        return eventually(
                count + " documents of " + source + " settle",
                () -> api.documents("&source=" + source),
                documents -> documents.size() == count
                        && documents.stream()
                                .allMatch(document ->
                                        FINAL.contains(document.path("state").asString())));
    }

    private List<JsonNode> search(String query) {
        var answer = api.post("/v1/search", Map.of("query", query, "limit", 50));
        assertEquals(200, answer.status(), answer.toString());
        var passages = new ArrayList<JsonNode>();
        answer.body().path("passages").forEach(passages::add);
        return passages;
    }

    private static String article(String title, String text) {
        return "<!doctype html><html lang=en><head><title>" + title
                + "</title></head><body><nav><a href=/>Home</a></nav>" + "<article><h1>" + title + "</h1><p>" + text
                + "</p></article><footer>All rights reserved</footer></body></html>";
    }

    private static final String[][] NOTES = {
        {
            "Sharpening a plane iron",
            "A plane iron wants a flat back before it wants a sharp edge. I polish the back once and hone only the bevel afterwards."
        },
        {
            "Sourdough in winter",
            "In a cold kitchen the sourdough starter needs twice the time. I keep the dough in the oven with only the lamp switched on."
        },
        {
            "Naming things in code",
            "A good variable name says what a value means and not how it is stored. I rename twice before I write a comment."
        },
        {
            "Repairing a bicycle tube",
            "Roughen the rubber around the hole with sandpaper, let the vulcanising cement dry for five minutes, then press the patch on."
        },
        {
            "Reading maps without a phone",
            "I fold the map so that north stays up and mark every junction with my thumb while walking."
        },
        {
            "Pruning old apple trees",
            "Take out the crossing branches first and never remove more than a third of the crown in one winter."
        }
    };

    @Test
    void uploaded_notes_are_searchable_each_once_under_its_own_title() throws Exception {
        var ids = new TreeMap<String, String>();
        for (var note : NOTES) {
            ids.put(note[0], api.upload("notes/" + note[0] + ".md", "# " + note[0] + "\n\n" + note[1] + "\n"));
        }

        for (var id : ids.values()) {
            assertEquals(
                    "searchable",
                    settled(id).path("state").asString(),
                    document(id).toString());
        }

        for (var note : NOTES) {
            var best = search(note[1].substring(0, 40)).getFirst();
            assertEquals(note[0], best.path("title").asString());
            assertEquals(ids.get(note[0]), best.path("document").asString());
            assertTrue(best.path("text").asString().contains(note[1].substring(0, 30)), best.toString());
        }
        assertEquals(NOTES.length, api.documents("").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How long does the cement have to dry before the patch goes on? | Repairing a bicycle tube",
                "How much of an apple tree may be cut in one winter? | Pruning old apple trees",
                "Where do you keep the dough when the kitchen is cold? | Sourdough in winter"
            })
    void a_question_is_answered_from_the_right_document_with_the_exact_passage(String question, String title)
            throws Exception {
        for (var note : NOTES) {
            settled(api.upload(note[0] + ".md", "# " + note[0] + "\n\n" + note[1] + "\n"));
        }

        var answer = api.post("/v1/ask", Map.of("question", question));

        assertEquals(200, answer.status(), answer.toString());
        assertEquals("extractive", answer.body().path("mode").asString());
        var citation = answer.body().path("citations").path(0);
        assertEquals(title, citation.path("title").asString(), answer.toString());
        var text = api.get("/v1/documents/" + citation.path("document").asString() + "?text=true")
                .body()
                .path("text")
                .asString();
        assertEquals(
                text.substring(
                        citation.path("start").asInt(), citation.path("end").asInt()),
                citation.path("passage").asString());
        assertTrue(answer.body().path("answer").asString().contains("[1]"), answer.toString());
    }

    @Test
    void a_feed_brings_every_page_once_with_its_title_and_link() throws Exception {
        var feed = new StringBuilder("<?xml version='1.0'?><rss version='2.0'><channel><title>Notes</title>");
        for (int i = 0; i < NOTES.length; i++) {
            site.page("/note-" + i, article(NOTES[i][0], NOTES[i][1]));
            feed.append("<item><title>")
                    .append(NOTES[i][0])
                    .append("</title><link>")
                    .append(site.url("/note-" + i))
                    .append("</link></item>");
        }
        site.put("/feed.xml", 200, "application/rss+xml", feed + "</channel></rss>", Map.of());

        var source = addSource("/feed.xml");
        var documents = settledDocuments(source, NOTES.length);

        var links = new TreeMap<String, String>();
        documents.forEach(document -> {
            assertEquals("searchable", document.path("state").asString(), document.toString());
            links.put(document.path("url").asString(), document.path("title").asString());
        });
        var expected = new TreeMap<String, String>();
        for (int i = 0; i < NOTES.length; i++) {
            expected.put(site.url("/note-" + i).toString(), NOTES[i][0]);
        }
        assertEquals(expected, links);
        assertFalse(search("All rights reserved").stream()
                .anyMatch(passage -> passage.path("text").asString().contains("All rights reserved")));
        assertEquals(NOTES.length, crawled(source).path("found").asInt());
    }

    @Test
    void what_every_page_of_a_site_says_is_in_none_of_its_documents() throws Exception {
        var closing = "If this was of use to you, the next letter comes by mail on the first Sunday of the month.";
        var sitemap = new StringBuilder("<urlset>");
        for (int i = 0; i < 8; i++) {
            site.page("/letter-" + i, letter(i, closing));
            sitemap.append("<url><loc>").append(site.url("/letter-" + i)).append("</loc></url>");
        }
        site.put("/sitemap.xml", 200, "application/xml", sitemap + "</urlset>", Map.of());

        var source = addSource("/sitemap.xml");
        settledDocuments(source, 8);

        eventually(
                "no document says it",
                () -> api.documents("&source=" + source).stream()
                        .map(this::text)
                        .toList(),
                texts -> texts.stream().noneMatch(text -> text.contains(closing)));
        eventually(
                "nobody finds it",
                () -> search(closing),
                found -> found.stream()
                        .noneMatch(passage -> passage.path("text").asString().contains(closing)));
        for (var document : settledDocuments(source, 8)) {
            assertEquals("searchable", document.path("state").asString(), document.toString());
        }
        for (int i = 0; i < 8; i++) {
            var own = sentence(i);
            assertTrue(
                    search(own).stream()
                            .anyMatch(passage -> passage.path("text").asString().contains(own)),
                    own);
        }
    }

    private String text(JsonNode document) {
        return api.get("/v1/documents/" + document.path("id").asString() + "?text=true")
                .body()
                .path("text")
                .asString();
    }

    private static String letter(int number, String closing) {
        return article(
                "Letter " + number,
                sentence(number) + " " + sentence(number + 100) + "</p><p>" + sentence(number + 200) + " "
                        + sentence(number + 300) + "</p><p>" + closing);
    }

    private static String sentence(int seed) {
        var words = List.of("apple", "harbour", "lantern", "meadow", "copper", "violin", "thunder", "basket", "winter");
        return new Random(seed)
                .ints(10, 0, words.size())
                .mapToObj(words::get)
                .collect(Collectors.joining(" ", "Sentence " + seed + ": ", "."));
    }

    @Test
    void an_object_put_into_the_bucket_is_enough() throws Exception {
        var name = "dropped/a small garden é.txt";
        system.s3()
                .putObject(
                        request -> request.bucket(system.bucket()).key("uploads/" + twin + "/" + name),
                        RequestBody.fromString(
                                "A small garden\n\nTwo beds, one bench. It’s enough for a whole summer of reading."));

        var document = settled(DocumentId.of(twin, "upload:" + name).value());

        assertEquals("searchable", document.path("state").asString(), document.toString());
        assertTrue(search("one bench").getFirst().path("text").asString().contains("It’s enough"));
    }

    @Test
    void a_changed_file_replaces_its_old_passages() throws Exception {
        var id = api.upload("essay.md", "# Essay\n\nThe first draft praised the lighthouse of the northern harbour.\n");
        settled(id);

        api.upload("essay.md", "# Essay\n\nThe second draft praised the windmill behind the southern dunes.\n");
        eventually(
                "the new text is found",
                () -> search("praised the windmill"),
                found -> found.stream()
                        .anyMatch(passage -> passage.path("text").asString().contains("windmill")));

        eventually(
                "the old text is gone",
                () -> search("praised the lighthouse"),
                found -> found.stream()
                        .noneMatch(passage -> passage.path("text").asString().contains("lighthouse")));
        assertEquals(1, settled(id).path("chunks").asInt());
    }

    @Test
    void the_same_event_again_and_an_old_one_change_nothing() throws Exception {
        var id = api.upload("twice.md", "# Twice\n\nThis note is delivered more than once, as queues may do.\n");
        var before = settled(id);
        var replay = new SqsReplay(system.sqs(), system.cleanQueueUrl(), system.bucket());
        var key = new ContentKey.Upload(twin, "twice.md");

        replay.replay(key, Instant.parse(before.path("observed").asString()));
        replay.replay(key, Instant.parse(before.path("observed").asString()).minusSeconds(3600));
        var marker =
                api.upload("marker.md", "# Marker\n\nWhen this one is there, the two events before it were read.\n");
        settled(marker);

        var after = settled(id);
        assertEquals(before.path("version"), after.path("version"));
        assertEquals("searchable", after.path("state").asString());
        assertEquals(
                1,
                search("delivered more than once").stream()
                        .filter(passage -> passage.path("document").asString().equals(id))
                        .count());
    }

    @Test
    void the_same_text_twice_is_found_once_and_survives_the_removal_of_the_first() throws Exception {
        var text = "# Kites\n\nA kite flies best when the wind is steady and the line is short at first.\n";
        var first = api.upload("kites.md", text);
        settled(first);
        var second = api.upload("copy-of-kites.md", text);

        var duplicate = settled(second);
        assertEquals("duplicate", duplicate.path("state").asString());
        assertEquals(first, duplicate.path("duplicateOf").asString());
        assertEquals(1, search("when the wind is steady").size());

        assertEquals(202, api.delete("/v1/documents/" + first).status());
        eventually("the copy takes over", () -> document(second).path("state").asString(""), "searchable"::equals);
        assertEquals(
                second,
                search("when the wind is steady").getFirst().path("document").asString());
    }

    @Test
    void an_uploaded_archive_becomes_its_documents_and_goes_with_them() throws Exception {
        var archive = api.upload("notes.zip", zip(NOTES));
        var packed = eventually(
                "the archive is unpacked",
                () -> document(archive),
                document -> document.path("state").asString("").equals("unpacked"));

        var documents = settledDocuments(packed.path("source").asString(), NOTES.length + 1);

        var titles = new TreeSet<String>();
        documents.stream()
                .filter(document -> document.path("state").asString().equals("searchable"))
                .filter(document -> document.path("handler").asString("").equals("vault"))
                .forEach(document -> titles.add(document.path("title").asString()));
        assertEquals(NOTES.length, titles.size(), documents.toString());
        assertFalse(search("sourdough starter in a cold kitchen").isEmpty());

        api.delete("/v1/documents/" + archive);
        eventually("everything in it is gone", () -> api.documents(""), List::isEmpty);
        eventually(
                "its source is gone",
                () -> api.get("/v1/sources").body(),
                all -> all.path("sources").isEmpty());
        eventually("nothing of it is found", () -> search("sourdough starter in a cold kitchen"), List::isEmpty);
    }

    @Test
    void what_of_an_export_is_wanted_can_be_said_when_it_is_uploaded_again() throws Exception {
        var outbox = """
                {"type":"OrderedCollection","orderedItems":[{"type":"Create","actor":"https://example.org/a",
                "object":{"id":"post-1","to":["as:Public"],"content":"<p>The heron stood in the pond all morning."}},
                {"type":"Create","actor":"https://example.org/a","object":{"id":"post-2","to":["as:Public"],
                "inReplyTo":"https://example.org/b/9","content":"<p>No, a cormorant dries its wings like that."}}]}""".getBytes(StandardCharsets.UTF_8);
        api.upload("outbox.json", outbox);
        eventually("the post is found", () -> search("heron in the pond").size(), size -> size == 1);

        api.upload("outbox.json", outbox, Map.of("replies", true));
        eventually(
                "the reply is found, too",
                () -> search("cormorant dries its wings").stream()
                        .map(passage -> passage.path("text").asString())
                        .toList(),
                texts -> texts.stream().anyMatch(text -> text.contains("cormorant")));

        system.s3()
                .putObject(
                        request -> request.bucket(system.bucket())
                                .key("uploads/" + twin + "/outbox.json")
                                .metadata(Map.of("replies", "perhaps")),
                        RequestBody.fromBytes(outbox));
        var reply = DocumentId.of(twin, "mastodon:post-2").value();
        eventually(
                "the reply is no longer wanted",
                () -> document(reply),
                document -> !document.path("missingSince").asString("").isEmpty());
        var archive = document(DocumentId.of(twin, "upload:outbox.json").value());
        assertEquals(
                "ignored: replies 'perhaps' is neither true nor false",
                archive.path("problem").asString());
    }

    private static byte[] zip(String[][] notes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var note : notes) {
                zip.putNextEntry(new ZipEntry(note[0] + ".md"));
                zip.write(("# " + note[0] + "\n\n" + note[1] + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_removed_document_is_gone_from_storage_ledger_and_index() throws Exception {
        var id = api.upload("secret.md", "# Secret\n\nNobody shall find the marzipan recipe after it was removed.\n");
        settled(id);

        assertEquals(202, api.delete("/v1/documents/" + id).status());

        eventually("the document is gone", () -> api.get("/v1/documents/" + id).status(), status -> status == 404);
        eventually("its passages are gone", () -> search("marzipan recipe").size(), size -> size == 0);
        eventually("its objects are gone", () -> keys(new DocumentRef(twin, new DocumentId(id))), Set::isEmpty);
    }

    private Set<String> keys(DocumentRef ref) {
        var keys = new TreeSet<String>();
        for (var prefix : List.of("raw/" + ref, "clean/" + ref, "uploads/" + ref.twin() + "/")) {
            system.s3()
                    .listObjectsV2(request -> request.bucket(system.bucket()).prefix(prefix))
                    .contents()
                    .forEach(object -> keys.add(object.key()));
        }
        return keys;
    }

    @Test
    void a_removed_source_takes_its_documents_with_it() throws Exception {
        site.page("/only", article(NOTES[2][0], NOTES[2][1]));
        var source = addSource("/only");
        var document = settledDocuments(source, 1).getFirst();
        assertEquals("searchable", document.path("state").asString(), document.toString());

        assertEquals(202, api.delete("/v1/sources/" + source).status());

        eventually("the source is gone", () -> api.get("/v1/sources/" + source).status(), status -> status == 404);
        assertEquals(List.of(), api.documents(""));
        eventually("its passages are gone", () -> search("variable name").size(), size -> size == 0);
    }

    @Test
    void pdf_and_docx_are_read_like_any_other_text() throws Exception {
        for (var kind : List.of("pdf", "word")) {
            try (var files = Files.list(SAMPLES.resolve(kind))) {
                var file = files.filter(name -> name.toString().matches(".*\\.(pdf|docx)"))
                        .findFirst()
                        .orElseThrow();
                var document = settled(api.upload(file.getFileName().toString(), Files.readAllBytes(file)));
                assertEquals("searchable", document.path("state").asString(), document.toString());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "empty.md       | ''                         | skipped | empty",
                "short.txt      | Hi there                   | skipped | word",
                "broken.pdf     | %PDF-1.7 this is no PDF    | failed  | PDF",
                "broken.docx    | PK this is no DOCX         | failed  | "
            })
    void a_file_that_gives_no_text_says_why(String name, String content, String state, String word) throws Exception {
        var document = settled(api.upload(name, content));

        assertEquals(state, document.path("state").asString(), document.toString());
        assertTrue(document.path("problem").asString().contains(word == null ? "" : word), document.toString());
        assertTrue(
                api.get("/v1/status")
                        .body()
                        .path("problems")
                        .toString()
                        .contains(document.path("id").asString()),
                "status shows it");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/gone     | 410",
                "/missing  | 404",
                "/private  | robots.txt",
                "/loop-a   | redirect",
                "/picture  | image/png"
            })
    void a_page_that_cannot_be_had_says_why(String path, String word) throws Exception {
        site.put("/gone", 410, "text/html", "gone", Map.of());
        site.put("/robots.txt", 200, "text/plain", "User-agent: *\nDisallow: /private\n", Map.of());
        site.put("/loop-a", 302, "text/html", "", Map.of("Location", "/loop-b"));
        site.put("/loop-b", 302, "text/html", "", Map.of("Location", "/loop-a"));
        site.put("/picture", 200, "image/png", "not really", Map.of());

        var document = settledDocuments(addSource(path), 1).getFirst();

        assertTrue(Set.of("skipped", "failed").contains(document.path("state").asString()), document.toString());
        assertTrue(document.path("problem").asString().contains(word), document.toString());
    }

    @ParameterizedTest
    @CsvSource({"ftp://example.org/a", "not a url", "file:///etc/passwd", "''", "https://user:pw@example.org/"})
    void what_is_no_web_address_is_refused_at_once(String url) {
        var answer = api.post("/v1/sources", Map.of("url", url));

        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
    }

    @Test
    void unsupported_and_oversized_files_are_refused_before_the_upload() {
        assertEquals(
                415,
                api.post("/v1/uploads", Map.of("name", "picture.png", "size", 10))
                        .status());
        assertEquals(
                413,
                api.post("/v1/uploads", Map.of("name", "huge.pdf", "size", 200_000_000L))
                        .status());
        assertEquals(
                400,
                api.post("/v1/uploads", Map.of("name", "../up.md", "size", 10)).status());
    }

    @Test
    void questions_have_bounds_in_words() {
        for (var question : List.of("", "   ", "x".repeat(100_000))) {
            var answer = api.post("/v1/ask", Map.of("question", question));
            assertEquals(400, answer.status(), answer.toString());
            assertTrue(answer.body().path("detail").asString().matches(".*\\d.*"), answer.toString());
        }
    }

    @Test
    void an_unknown_key_opens_nothing() {
        for (var key : List.of("twin_wrong", "", "x")) {
            var answer = api.withKey(key).get("/v1/documents");
            assertEquals(401, answer.status(), answer.toString());
            assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
        }
    }

    @Test
    void nobody_finds_what_another_twin_wrote() throws Exception {
        settled(api.upload("mine.md", "# Mine\n\nThe combination of my bicycle lock is a line from a poem.\n"));
        var stranger = new ApiClient(system.api(), system.newKey(new TwinId("x" + UUID.randomUUID())));

        var answer = stranger.post("/v1/search", Map.of("query", "combination of the bicycle lock"));

        assertEquals(200, answer.status());
        assertEquals(0, answer.body().path("passages").size(), answer.toString());
        assertEquals(0, stranger.documents("").size());
    }

    @Test
    void a_question_about_nothing_known_is_answered_honestly() throws Exception {
        settled(api.upload("bread.md", "# Bread\n\nThe crust turns dark when the oven is very hot at the start.\n"));

        var answer = api.post("/v1/ask", Map.of("question", "What is the capital of Mongolia?"));

        assertEquals(200, answer.status());
        assertEquals(0, answer.body().path("citations").size(), answer.toString());
    }
}
