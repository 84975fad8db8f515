package llmtwin.local.e2e;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static llmtwin.local.e2e.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is crawled again and again agrees with its source: in storage, ledger and index. `SyncTest` of the crawl
/// function does the same with 500 documents and counts every request and write.
class SyncIT {
    private static final List<String> WORDS = List.of(
            "apple harbour lantern meadow copper violin thunder basket winter pepper river castle garden mirror orange"
                    .split(" "));

    @TempDir
    static Path home;

    private static RunningTwin system;
    private static QdrantClient qdrant;

    private TwinId twin;
    private ApiClient api;
    private TestSite site;

    @BeforeAll
    static void start() throws Exception {
        system = RunningTwin.embedded(home, Map.of("VANISHED_GRACE", "PT0S"));
        var cloud = system.stack().cloud();
        qdrant = new QdrantClient(QdrantGrpcClient.newBuilder(cloud.qdrantHost(), cloud.qdrantPort(), false)
                .build());
    }

    @AfterAll
    static void stop() {
        qdrant.close();
        system.close();
    }

    @BeforeEach
    void aFreshTwinAndAnEmptySite() throws Exception {
        twin = new TwinId("t" + UUID.randomUUID());
        api = new ApiClient(system.api(), system.newKey(twin));
        site = new TestSite();
    }

    @AfterEach
    void closeTheSite() {
        site.close();
    }

    private static String page(String title, int seed) {
        var text =
                new Random(seed).ints(20, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        return "<!doctype html><html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title
                + "</h1><p>Notes about " + title + ": " + text + ".</p></article></body></html>";
    }

    private void pages(int count) {
        IntStream.range(0, count).forEach(i -> site.versioned("/p" + i, page("post " + i, i)));
    }

    private void sitemap(List<String> paths) {
        site.put(
                "/sitemap.xml",
                200,
                "application/xml",
                paths.stream()
                        .map(path -> "<url><loc>" + site.url(path) + "</loc></url>")
                        .collect(Collectors.joining("", "<urlset>", "</urlset>")),
                Map.of());
    }

    private static List<String> paths(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "/p" + i).toList();
    }

    private String crawl() {
        var answer =
                api.post("/v1/sources", Map.of("url", site.url("/sitemap.xml").toString()));
        assertEquals(202, answer.status(), answer.toString());
        return answer.body().path("source").path("id").asString();
    }

    /// State of each document by its path.
    private Map<String, String> states() {
        var states = new TreeMap<String, String>();
        api.documents("")
                .forEach(document ->
                        states.put(path(document), document.path("state").asString()));
        return states;
    }

    private static String path(JsonNode document) {
        return document.path("address").asString().replaceFirst("^http://[^/]+", "");
    }

    private static Map<String, String> searchable(List<String> paths) {
        return paths.stream().collect(Collectors.toMap(path -> path, _ -> "searchable", (a, _) -> a, TreeMap::new));
    }

    private void settles(List<String> paths) throws InterruptedException {
        var wanted = searchable(paths);
        eventually(paths.size() + " documents can be found", Duration.ofSeconds(2), this::states, wanted::equals);
    }

    /// Every write to the content bucket, by its version.
    private Set<String> writes() {
        var writes = new TreeSet<String>();
        for (var prefix : List.of("raw/" + twin + "/", "clean/" + twin + "/")) {
            system.s3()
                    .listObjectVersionsPaginator(
                            request -> request.bucket(system.bucket()).prefix(prefix))
                    .versions()
                    .forEach(version -> writes.add(version.key() + " " + version.versionId()));
        }
        return writes;
    }

    private static Set<String> documents(Set<String> writes) {
        return writes.stream()
                .map(write -> write.replaceFirst("[^/]+/[^/]+/([^/]+)/.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The points of each document. A text embedded again gets other points.
    private Map<String, Set<String>> points() throws Exception {
        var scroll = ScrollPoints.newBuilder()
                .setCollectionName("chunks")
                .setFilter(Filter.newBuilder().addMust(matchKeyword("twin", twin.value())))
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .setLimit(10_000)
                .build();
        var points = new TreeMap<String, Set<String>>();
        for (var point : qdrant.scrollAsync(scroll).get().getResultList()) {
            points.computeIfAbsent(point.getPayloadMap().get("document").getStringValue(), _ -> new TreeSet<>())
                    .add(point.getId().getUuid());
        }
        return points;
    }

    private Map<String, String> idsByPath() {
        return api.documents("").stream()
                .collect(Collectors.toMap(
                        SyncIT::path, document -> document.path("id").asString()));
    }

    @Test
    void a_hundred_documents_stay_in_step_with_their_site() throws Exception {
        pages(100);
        sitemap(paths(0, 100));
        crawl();
        settles(paths(0, 100));
        var writes = writes();
        var points = points();
        var ids = idsByPath();

        crawl();
        eventually("every page was asked for again", site::notModified, asked -> asked >= 100);
        assertEquals(100, site.notModified());
        assertEquals(writes, writes());
        assertEquals(points, points());

        IntStream.range(0, 10).forEach(i -> site.versioned("/p" + i, page("changed post " + i, 1000 + i)));
        IntStream.range(10, 14).forEach(i -> site.gone("/p" + i));
        IntStream.range(14, 20).forEach(i -> {
            site.versioned("/new/p" + i, page("post " + i, i));
            site.moved("/p" + i, "/new/p" + i);
        });
        var now = new ArrayList<>(paths(0, 10));
        now.addAll(paths(20, 100));
        IntStream.range(14, 20).forEach(i -> now.add("/new/p" + i));
        sitemap(now);
        crawl();
        settles(now);

        agree(ids, writes, points);
    }

    /// @param ids of the documents before the change, by path, and with them what was written and indexed then
    private void agree(Map<String, String> ids, Set<String> writes, Map<String, Set<String>> points) throws Exception {
        var idsNow = idsByPath();
        var pointsNow = eventually(
                "only these have points",
                this::pointsOrFail,
                found -> found.keySet().equals(new TreeSet<>(idsNow.values())));
        var writesNow = eventually(
                "only these have objects",
                this::writes,
                found -> documents(found).equals(new TreeSet<>(idsNow.values())));
        for (var path : paths(20, 100)) {
            assertEquals(points.get(ids.get(path)), pointsNow.get(idsNow.get(path)), path);
        }
        var untouched = paths(20, 100).stream().map(ids::get).collect(Collectors.toSet());
        writesNow.removeAll(writes);
        var rewritten = documents(writesNow);
        assertTrue(rewritten.stream().noneMatch(untouched::contains), "what has not changed was not written");
        assertEquals(16, rewritten.size());
        // 10 changed and 6 moved: the bytes and the text of each, once.
        assertEquals(32, writesNow.size());
    }

    private Map<String, Set<String>> pointsOrFail() {
        try {
            return points();
        } catch (Exception e) {
            throw new AssertionError("the index does not answer", e);
        }
    }

    private static byte[] zip(Set<String> names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name + ".html"));
                zip.write(page(name, name.hashCode()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /// The names of the notes in an archive that are documents, with their states.
    private Map<String, String> notes() {
        var states = new TreeMap<String, String>();
        for (var document : api.documents("")) {
            var address = document.path("address").asString();
            if (address.startsWith("archive:")) {
                states.put(
                        address.replaceAll(".*/|\\.html$", ""),
                        document.path("state").asString());
            }
        }
        return states;
    }

    private void notesSettle(Set<String> names) throws Exception {
        var wanted = searchable(List.copyOf(names));
        eventually(names + " can be found", this::notes, wanted::equals);
        eventually("only they have points", this::pointsOrFail, points -> points.size() == names.size());
    }

    private String archiveProblem(String wanted) throws Exception {
        return eventually(
                "the archive says " + wanted,
                () -> api.get("/v1/sources")
                        .body()
                        .path("sources")
                        .path(0)
                        .path("problem")
                        .asString(""),
                problem -> problem.contains(wanted));
    }

    @Test
    void an_archive_uploaded_again_stays_in_step_and_a_broken_one_removes_nothing() throws Exception {
        var all = Set.of("beans", "bench", "compost", "dahlias", "elder");
        api.upload("garden notes.zip", zip(all));
        notesSettle(all);
        var points = points();

        api.upload("garden notes.zip", Arrays.copyOf(zip(all), 200));
        archiveProblem("damaged");
        var less = Set.of("beans", "bench", "compost");
        api.upload("garden notes.zip", zip(less));
        notesSettle(less);
        assertTrue(points.entrySet().containsAll(points().entrySet()), "what stayed was not indexed again");

        api.upload("garden notes.zip", zip(Set.of("beans")));
        archiveProblem("only 1 of its 3 documents are still there");
        notesSettle(less);

        var more = Set.of("beans", "bench", "fig");
        api.upload("garden notes.zip", zip(more));
        notesSettle(more);
        assertTrue(documents(writes()).containsAll(points().keySet()));
        assertEquals(3, documents(writes()).size(), "what left is gone from storage");
    }

    @Test
    void when_most_pages_are_gone_everything_stays_and_the_source_raises_an_alarm() throws Exception {
        pages(20);
        sitemap(paths(0, 20));
        var source = crawl();
        settles(paths(0, 20));
        IntStream.range(0, 11).forEach(i -> site.gone("/p" + i));

        crawl();

        var alarmed = eventually(
                "the source raises an alarm",
                () -> api.get("/v1/sources/" + source).body().path("problem").asString(""),
                problem -> problem.contains("still there"));
        assertEquals(
                "only 9 of its 20 documents are still there; nothing is deleted until at least half of them are",
                alarmed);
        assertEquals(searchable(paths(0, 20)), states());
        assertEquals(20, points().size());

        site.versioned("/p0", page("post 0", 0));
        crawl();
        var back = new ArrayList<>(paths(11, 20));
        back.add("/p0");
        settles(back);
    }
}
