package llmtwin.local.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import llmtwin.core.UploadedRepository;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/// Where git keeps what it knows of a folder: `.git` in it, or wherever a file of that name says, as in a second
/// work tree or a submodule. What is not there or makes no sense is as if it had not been said.
///
/// @param own of this work tree: its index and head
/// @param common of all work trees of the repository: its settings and branches
record GitFolder(Path own, Path common) {
    private static final int MAX_TEXT = 1 << 20;
    private static final String BRANCHES = "refs/heads/";

    static Optional<GitFolder> of(Path folder) {
        var dot = folder.resolve(".git");
        if (Files.isDirectory(dot)) {
            return Optional.of(new GitFolder(dot, dot)).filter(GitFolder::hasHead);
        }
        return text(dot)
                .filter(text -> text.startsWith("gitdir:"))
                .flatMap(text ->
                        resolved(folder, text.substring("gitdir:".length()).strip()))
                .map(own -> new GitFolder(
                        own,
                        text(own.resolve("commondir"))
                                .flatMap(text -> resolved(own, text))
                                .orElse(own)))
                .filter(GitFolder::hasHead);
    }

    private static Optional<Path> resolved(Path folder, String place) {
        try {
            return Optional.of(folder.resolve(place));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// Whether the folder itself is what git keeps, without files to work on.
    static boolean isBare(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"))
                && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }

    private boolean hasHead() {
        return Files.exists(own.resolve("HEAD"));
    }

    Path index() {
        return own.resolve("index");
    }

    /// Where readers find the files, if that can be told: the branch on the remote that this one follows, or the
    /// commit.
    UploadedRepository place() {
        var config = config();
        var head = text(own.resolve("HEAD")).orElse("");
        var branch = head.startsWith("ref: " + BRANCHES) ? head.substring(("ref: " + BRANCHES).length()) : "";
        var remote = Optional.ofNullable(config.getString("branch", branch, "remote"))
                .filter(name -> !name.equals("."))
                .orElse("origin");
        var page =
                Optional.ofNullable(config.getString("remote", remote, "url")).flatMap(UploadedRepository::page);
        var shown = branch.isEmpty() ? Optional.of(head) : followed(config, branch, remote);
        return place(page, shown.filter(UploadedRepository::isBranch));
    }

    private static UploadedRepository place(Optional<URI> page, Optional<String> branch) {
        return page.isPresent() && branch.isPresent()
                ? new UploadedRepository(page.get(), branch.get())
                : new UploadedRepository(null, null);
    }

    /// A branch that was never pushed is shown as the remote's usual one.
    private Optional<String> followed(Config config, String branch, String remote) {
        var usual = "ref: refs/remotes/" + remote + "/";
        return Optional.ofNullable(config.getString("branch", branch, "merge"))
                .filter(ref -> ref.startsWith(BRANCHES))
                .map(ref -> ref.substring(BRANCHES.length()))
                .or(() -> text(common.resolve("refs/remotes/" + remote + "/HEAD"))
                        .filter(ref -> ref.startsWith(usual))
                        .map(ref -> ref.substring(usual.length())))
                .or(() -> Optional.of(branch));
    }

    private Config config() {
        var config = new Config();
        try {
            config.fromText(text(common.resolve("config")).orElse(""));
        } catch (ConfigInvalidException _) {
            return new Config();
        }
        return config;
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_TEXT
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // Unreadable, or no text.
        }
    }
}
