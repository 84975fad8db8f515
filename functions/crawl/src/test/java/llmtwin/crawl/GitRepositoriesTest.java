package llmtwin.crawl;

import static llmtwin.crawl.GitSite.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipInputStream;
import llmtwin.core.Reach;
import llmtwin.core.Validators;
import llmtwin.crawl.FetchOutcome.NotModified;
import llmtwin.crawl.FetchOutcome.Refused;
import llmtwin.crawl.Found.Content;
import llmtwin.crawl.GitRemote.Advertised;
import llmtwin.crawl.GitRemote.NoRepository;
import llmtwin.crawl.GitRepositories.Place;
import llmtwin.crawl.SourceKind.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoriesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestVisits visits = new TestVisits();
    private TestSite site;
    private GitSite git;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
        git = new GitSite(site, "/a/b.git");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Content content() throws Exception {
        return assertInstanceOf(Content.class, visits.read(site.url("/a/b.git")));
    }

    private static Map<String, String> files(Content content) throws IOException {
        return files(content.fetched().body());
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void a_repository_is_the_archive_of_what_somebody_wrote_in_its_newest_commit() throws Exception {
        git.commit("main", Map.of("old.md", text("Gone since.")));
        var head = git.commit(
                "main",
                Map.of(
                        "src/A.java", text("class A {}\n"),
                        "README.md", text("# A repository\n"),
                        "node_modules/x/index.js", text("x"),
                        "logo.png", new byte[] {1, 0, 2},
                        "docs/binary.txt", new byte[] {'a', 0, 'b'}));

        var content = content();

        assertEquals(
                List.of(Map.entry("README.md", "# A repository\n"), Map.entry("src/A.java", "class A {}\n")),
                List.copyOf(files(content).entrySet()));
        assertEquals("application/zip", content.fetched().contentType());
        assertEquals(new Validators("\"" + head + "\"", null), content.fetched().validators());
        assertEquals(
                Map.of(
                        "repository",
                        site.url("/a/b").toString(),
                        "commit",
                        head,
                        "branch",
                        "main",
                        "default-branch",
                        "main"),
                content.facts());
        assertNull(content.notice());
        assertEquals(2, site.visits().size());
    }

    @Test
    void an_unchanged_head_is_one_request_and_nothing_else() throws Exception {
        var head = git.commit("main", Map.of("README.md", text("Words.")));
        var url = site.url("/a/b.git");
        var known = new Validators("\"" + head + "\"", null);
        var asked = new Asked(url, true, new Scope(url), known, 0, 10, _ -> false);

        assertEquals(new NotModified(known), visits.read(asked));

        assertEquals(List.of("/a/b.git/info/refs?service=git-upload-pack"), site.paths());
    }

    @Test
    void the_same_files_make_the_same_archive() throws Exception {
        var files = Map.of("b.md", text("B"), "a.md", text("A"), "c/d.md", text("D"));
        git.commit("main", files);
        var first = content().fetched().body();
        git.commit("main", files);

        assertArrayEquals(first, content().fetched().body());
    }

    @Test
    void history_is_not_fetched() throws Exception {
        var noise = new byte[TestVisits.MAX_BYTES * 2];
        new Random(7).nextBytes(noise);
        git.commit("main", Map.of("noise.bin", noise));
        git.commit("main", Map.of("README.md", text("Words.")));

        assertEquals(Map.of("README.md", "Words."), files(content()));
    }

    @Test
    void a_repository_that_is_too_large_is_refused_in_words() throws Exception {
        var noise = new byte[TestVisits.MAX_BYTES * 2];
        new Random(7).nextBytes(noise);
        git.commit("main", Map.of("noise.bin", noise));

        var refused = assertInstanceOf(Refused.class, visits.read(site.url("/a/b.git")));

        assertEquals(
                "its newest commit alone is larger than the 0 MB that are cloned; upload an archive of the part that"
                        + " matters",
                refused.reason());
    }

    @Test
    void an_empty_repository_or_none_is_refused() throws Exception {
        assertEquals(new Refused("the repository is empty"), visits.read(site.url("/a/b.git")));
        site.page("/c.git/info/refs?service=git-upload-pack", "text/html", "<p>Hello");
        assertEquals(
                new Refused("there is no git repository that can be cloned over HTTP"),
                visits.read(site.url("/c.git")));
        assertEquals(
                new Refused("the repository is private or not there: 404 Not Found"), visits.read(site.url("/d.git")));
    }

    @Test
    void a_redirect_to_a_private_address_is_not_followed() throws Exception {
        site.redirect(
                "/c.git/info/refs?service=git-upload-pack", "http://10.0.0.1/c.git/info/refs?service=git-upload-pack");

        assertEquals(
                new Refused("10.0.0.1 is not on the public internet and is not visited"),
                visits.read(Asked.first(site.url("/c.git"), Reach.USUAL)));
    }

    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource({
        "https://github.com/writer/notes, https://github.com/writer/notes.git, ''",
        "https://github.com/writer/notes.git, https://github.com/writer/notes.git, ''",
        "https://github.com/writer/notes/, https://github.com/writer/notes.git, ''",
        "https://github.com/writer/notes/tree/main/docs/a, https://github.com/writer/notes.git, main/docs/a",
        "https://gitlab.com/group/sub/notes, https://gitlab.com/group/sub/notes.git, ''",
        "https://gitlab.com/group/notes/-/tree/main/docs, https://gitlab.com/group/notes.git, main/docs",
        "https://codeberg.org/writer/notes/src/branch/main/docs, https://codeberg.org/writer/notes.git, main/docs",
        "https://bitbucket.org/writer/notes/src/main/docs, https://bitbucket.org/writer/notes.git, main/docs",
        "https://git.example.org/x/y/z.git, https://git.example.org/x/y/z.git, ''",
    })
    void a_repository_is_told_by_its_address(URI url, URI clone, String place) {
        assertEquals(
                new RepositoryAddress(clone, place), RepositoryAddress.of(url).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/writer",
                "https://github.com/topics/java",
                "https://github.com/writer/notes/issues/3",
                "https://github.com/writer/notes/blob/main/README.md",
                "https://github.com.example.org/writer/notes",
                "https://gist.github.com/writer/0123",
                "https://gitlab.com/explore/projects",
                "https://gitlab.com/group/notes/-/issues",
                "https://example.org/a/b",
                "https://example.org/.git",
            })
    void other_addresses_are_no_repositories(URI url) {
        assertEquals(true, RepositoryAddress.of(url).isEmpty());
    }

    @Test
    void a_branch_may_have_slashes_in_its_name_and_a_folder_behind_it() throws Exception {
        var main = git.commit("main", Map.of("README.md", text("Main.")));
        var draft = git.commit("draft/new", Map.of("docs/a.md", text("A"), "b.md", text("B")));
        var refs = Map.of("HEAD", main, "refs/heads/main", main, "refs/heads/draft/new", draft);
        var advertised = new Advertised(site.url("/a/b.git"), refs, Set.of("symref=HEAD:refs/heads/main"));

        assertEquals(new Place("draft/new", "docs", draft), Place.of("draft/new/docs", advertised));
        assertEquals(new Place("draft/new", "", draft), Place.of("draft/new", advertised));
        assertEquals(new Place("main", "", main), Place.of("", advertised));
        assertThrows(NoRepository.class, () -> Place.of("draft", advertised));
    }

    @Test
    void of_a_folder_only_what_is_in_it_is_taken() throws Exception {
        var head = git.commit("main", Map.of("docs/a.md", text("A"), "b.md", text("B")));
        var pack = visits.git.pack(
                visits.git.advertised(site.url("/a/b.git"), visits.visit(HOUR)), head, visits.visit(HOUR));

        var zip = RepositorySnapshot.of(pack, head, "docs").zip();

        assertEquals(Map.of("docs/a.md", "A"), files(zip));
    }
}
