package llmtwin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import llmtwin.core.UploadedRepository;
import llmtwin.local.cli.WorkTree.Skipped;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTreeTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path home;

    private Path root = Path.of("");
    private final List<String> taken = new ArrayList<>();

    @BeforeEach
    void aRepositoryWithoutFiles() throws IOException {
        root = Files.createDirectories(home.resolve("garden"));
        write(".git/HEAD", "ref: refs/heads/main\n");
    }

    private void write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void track(String... paths) throws IOException {
        index(Map.of(), paths);
    }

    /// @param odd what is no plain file
    private void index(Map<String, FileMode> odd, String... paths) throws IOException {
        var index = DirCache.lock(root.resolve(".git/index").toFile(), FS.DETECTED);
        var builder = index.builder();
        for (var path : paths) {
            var entry = new DirCacheEntry(path);
            entry.setFileMode(odd.getOrDefault(path, FileMode.REGULAR_FILE));
            entry.setObjectId(ObjectId.fromString(COMMIT));
            builder.add(entry);
        }
        builder.finish();
        index.write();
        index.commit();
    }

    private WorkTree tree() {
        return WorkTree.at(root).orElseThrow();
    }

    private Map<Skipped, List<String>> read() throws IOException {
        taken.clear();
        return tree().each((path, content) -> taken.add(path + " " + new String(content, StandardCharsets.UTF_8)))
                .skipped();
    }

    @Test
    void tracked_files_that_somebody_wrote_are_taken_as_they_lie_there_now() throws Exception {
        write("README.md", "# Garden");
        write("src/Beds.java", "class Beds {}");
        write("notes/draft.md", "Not tracked.");
        write("vendor/x.js", "x");
        write("package-lock.json", "{}");
        write("logo.png", "?");
        write("data.md", "a\0b");
        track("README.md", "data.md", "logo.png", "package-lock.json", "src/Beds.java", "vendor/x.js");
        write("src/Beds.java", "class Beds { int two; }");

        var skipped = read();

        assertEquals(List.of("README.md # Garden", "src/Beds.java class Beds { int two; }"), taken);
        assertEquals(
                Map.of(
                        Skipped.NOT_WRITING, List.of("logo.png", "package-lock.json", "vendor/x.js"),
                        Skipped.NOT_WRITTEN, List.of("data.md")),
                skipped);
        assertEquals("garden.git.zip", tree().archiveName());
    }

    @Test
    void what_is_no_file_of_its_own_is_left_out_with_the_reason() throws Exception {
        write("../secret.md", "Nobody's business.");
        write("../outside/a.md", "Nobody's business.");
        write("large.md", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n");
        Files.createDirectories(root.resolve("lib"));
        Files.createSymbolicLink(root.resolve("link.md"), home.resolve("secret.md"));
        Files.createSymbolicLink(root.resolve("swapped.md"), home.resolve("secret.md"));
        Files.createSymbolicLink(root.resolve("docs"), home.resolve("outside"));
        index(
                Map.of("lib", FileMode.GITLINK, "link.md", FileMode.SYMLINK),
                "docs/a.md",
                "gone.md",
                "large.md",
                "lib",
                "link.md",
                "swapped.md");

        var skipped = read();

        assertEquals(List.of(), taken);
        assertEquals(
                Map.of(
                        Skipped.LINK, List.of("docs/a.md", "link.md", "swapped.md"),
                        Skipped.ABSENT, List.of("gone.md"),
                        Skipped.POINTER, List.of("large.md"),
                        Skipped.SUBMODULE, List.of("lib")),
                skipped);
    }

    @Test
    void an_empty_repository_has_nothing() throws Exception {
        write("README.md", "Not tracked.");

        assertEquals(Map.of(), read());
        assertEquals(List.of(), taken);
    }

    @Test
    void more_than_a_repository_may_have_is_left_out_from_the_end() throws Exception {
        var paths = new String[40];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = String.format("a%02d.md", i);
            write(paths[i], "Words of a garden.\n".repeat(26_000));
        }
        track(paths);

        var skipped = read();

        assertEquals(32, taken.size());
        assertEquals(8, skipped.getOrDefault(Skipped.TOO_MUCH, List.of()).size());
    }

    @Test
    void a_plain_folder_is_none_and_a_bare_repository_says_what_to_add() throws Exception {
        assertEquals(Optional.empty(), WorkTree.at(home));
        write("../bare/HEAD", "ref: refs/heads/main");
        Files.createDirectories(home.resolve("bare/objects"));
        Files.createDirectories(home.resolve("bare/refs"));

        var refused = assertThrows(CommandFailed.class, () -> WorkTree.at(home.resolve("bare")));

        assertTrue(String.valueOf(refused.getMessage()).contains("is a bare repository"));
    }

    @Test
    void damage_anywhere_in_the_index_ends_in_words() throws Exception {
        write("README.md", "# Garden");
        write("src/Beds.java", "class Beds {}");
        track("README.md", "src/Beds.java");
        var file = root.resolve(".git/index");
        var sound = Files.readAllBytes(file);
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            var broken = sound.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            Files.write(file, broken);
            try {
                read();
            } catch (CommandFailed e) {
                assertTrue(String.valueOf(e.getMessage()).contains("cannot be read"));
            }
        }
    }

    private UploadedRepository place(String config) throws IOException {
        write(".git/config", config);
        return tree().git().place();
    }

    @Test
    void a_file_is_shown_on_the_branch_of_the_remote_that_is_followed() throws Exception {
        var page = URI.create("https://github.com/me/garden");
        var remote = "[remote \"origin\"]\n\turl = https://me:secret@github.com/me/garden.git\n";

        assertEquals(new UploadedRepository(page, "main"), place(remote));
        assertEquals(
                new UploadedRepository(page, "trunk"),
                place(remote + "[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/trunk\n"));
        write(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/develop\n");
        assertEquals(new UploadedRepository(page, "develop"), place(remote));
        write(".git/HEAD", COMMIT + "\n");
        assertEquals(new UploadedRepository(page, COMMIT), place(remote));
    }

    @Test
    void a_file_without_a_known_remote_is_shown_nowhere() throws Exception {
        var nowhere = new UploadedRepository(null, null);

        assertEquals(nowhere, place(""));
        assertEquals(nowhere, place("[remote \"origin\"]\n\turl = /srv/garden.git\n"));
        assertEquals(nowhere, place("[remote \"origin\"\nurl = https://github.com/me/garden\n"));
        write(".git/HEAD", "../../etc");
        assertEquals(nowhere, place("[remote \"origin\"]\n\turl = https://github.com/me/garden\n"));
    }

    @Test
    void a_second_work_tree_has_its_own_files_and_the_remotes_of_the_first() throws Exception {
        write(".git/config", "[remote \"origin\"]\n\turl = git@github.com:me/garden.git\n");
        write(".git/worktrees/second/HEAD", "ref: refs/heads/beds\n");
        write(".git/worktrees/second/commondir", "../..\n");
        write("../second/.git", "gitdir: " + root.resolve(".git/worktrees/second") + "\n");

        var second = WorkTree.at(home.resolve("second")).orElseThrow();

        assertEquals(
                new UploadedRepository(URI.create("https://github.com/me/garden"), "beds"),
                second.git().place());
        assertEquals(0, second.each((_, _) -> {}).taken());
    }
}
