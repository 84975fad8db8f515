package llmtwin.local.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.RepositoryFiles;
import llmtwin.core.RepositoryFiles.Wanted;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// A folder under version control by git, read as a repository is: the tracked files that somebody wrote, as they
/// lie in the folder now. Only git's index is asked; nothing is executed, and no link is followed.
final class WorkTree {
    /// Before each entry of an index stand 62 bytes of facts.
    private static final int LEAST_ENTRY = 62;
    private static final int HEADER = 12;
    private static final long MAX_INDEX = 200L << 20;

    private final Path root;
    private final GitFolder git;

    private WorkTree(Path root, GitFolder git) {
        this.root = root;
        this.git = git;
    }

    /// Why a tracked file is not taken.
    enum Skipped {
        NOT_WRITING("no README, documentation or source, or vendored, generated or too large"),
        NOT_WRITTEN("binary, generated or minified"),
        SUBMODULE("a submodule; add its folder by itself"),
        LINK("a symbolic link, or behind one"),
        POINTER("kept in Git LFS"),
        ABSENT("not there"),
        UNREADABLE("not readable"),
        TOO_MUCH("more than a repository may have");

        final String reason;

        Skipped(String reason) {
            this.reason = reason;
        }
    }

    /// Receives a file that is taken.
    interface Visitor {
        void file(String path, byte[] content) throws IOException;
    }

    /// What came of it.
    ///
    /// @param taken how many files
    /// @param skipped paths of the others, by reason, sorted
    record Taken(int taken, Map<Skipped, List<String>> skipped) {}

    /// Empty for a plain folder, and for a file.
    ///
    /// @throws CommandFailed if it is a repository without files of its own
    static Optional<WorkTree> at(Path folder) {
        var git = GitFolder.of(folder);
        if (git.isEmpty() && GitFolder.isBare(folder)) {
            throw new CommandFailed(folder + " is a bare repository and has no files; add a clone of it, or its URL");
        }
        return git.map(found -> new WorkTree(folder, found));
    }

    /// What it is called, so that adding it again is a new version of it.
    String archiveName() {
        return root.toAbsolutePath().normalize().getFileName() + ".git.zip";
    }

    GitFolder git() {
        return git;
    }

    /// Hands over every file that is somebody's writing: READMEs first, then documentation, then source.
    ///
    /// @throws CommandFailed if the index cannot be read
    Taken each(Visitor visitor) throws IOException {
        var skipped = new EnumMap<Skipped, List<String>>(Skipped.class);
        int taken = 0;
        long total = 0;
        for (var wanted : wanted(skipped)) {
            var content = new byte[0];
            var problem = taken >= RepositoryFiles.MAX_FILES ? Skipped.TOO_MUCH : null;
            try {
                content = problem == null ? content(wanted.path()) : content;
                problem = problem == null ? problem(content, total) : problem;
            } catch (IOException _) {
                problem = Skipped.UNREADABLE;
            }
            if (problem == null) {
                total += content.length;
                taken++;
                visitor.file(wanted.path(), content);
            } else {
                skip(skipped, problem, wanted.path());
            }
        }
        skipped.values().forEach(paths -> paths.sort(Comparator.naturalOrder()));
        return new Taken(taken, skipped);
    }

    private static @Nullable Skipped problem(byte[] content, long total) {
        if (content.length == 0 || content.length > RepositoryFiles.MAX_FILE_BYTES) {
            return Skipped.NOT_WRITING; // It has changed since it was looked at.
        }
        if (RepositoryFiles.isPointer(content)) {
            return Skipped.POINTER;
        }
        if (!RepositoryFiles.isWritten(content)) {
            return Skipped.NOT_WRITTEN;
        }
        return total + content.length > RepositoryFiles.MAX_TOTAL_BYTES ? Skipped.TOO_MUCH : null;
    }

    private byte[] content(String path) throws IOException {
        try (var in = Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(RepositoryFiles.MAX_FILE_BYTES + 1);
        }
    }

    private List<Wanted> wanted(Map<Skipped, List<String>> skipped) throws IOException {
        var wanted = new ArrayList<Wanted>();
        var index = index();
        for (int i = 0; i < index.getEntryCount(); i++) {
            var entry = index.getEntry(i);
            var path = entry.getPathString();
            if (i > 0 && path.equals(index.getEntry(i - 1).getPathString())) {
                continue; // One of the sides of a merge that is not resolved.
            }
            var problem = problem(entry, path);
            var kind = problem == null ? RepositoryFiles.wanted(path, size(path)) : Optional.<Wanted>empty();
            kind.ifPresent(wanted::add);
            if (kind.isEmpty()) {
                skip(skipped, problem == null ? Skipped.NOT_WRITING : problem, path);
            }
        }
        wanted.sort(Wanted.BY_WEIGHT);
        return wanted;
    }

    private @Nullable Skipped problem(DirCacheEntry entry, String path) {
        if (entry.getFileMode().equals(FileMode.GITLINK)) {
            return Skipped.SUBMODULE;
        }
        try {
            if (entry.getFileMode().equals(FileMode.SYMLINK) || isBehindLink(path)) {
                return Skipped.LINK;
            }
            return Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS) ? null : Skipped.ABSENT;
        } catch (InvalidPathException _) {
            return Skipped.UNREADABLE; // A name that this machine cannot spell.
        }
    }

    /// Whether the file or a folder on the way to it is a link, or the index tries to lead out of the folder.
    private boolean isBehindLink(String path) {
        var at = root;
        for (var part : Path.of(path)) {
            at = at.resolve(part);
            if (part.toString().equals("..") || Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return Path.of(path).isAbsolute();
    }

    private long size(String path) throws IOException {
        return Files.size(root.resolve(path));
    }

    private static void skip(Map<Skipped, List<String>> skipped, Skipped why, String path) {
        skipped.computeIfAbsent(why, _ -> new ArrayList<>()).add(path);
    }

    private DirCache index() throws IOException {
        var file = git.index();
        if (!Files.exists(file)) {
            return DirCache.newInCore(); // Nothing was ever added.
        }
        try {
            check(file);
            return DirCache.read(file.toFile(), FS.DETECTED);
        } catch (IOException
                | IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            // JGit trusts what it reads until it comes to the checksum at the end.
            throw new CommandFailed(
                    "The index of the repository " + root + " cannot be read: " + e.getMessage()
                            + ". Add its URL, or an archive of it (git archive -o project.zip HEAD)",
                    e);
        }
    }

    /// As many entries as it claims are made room for before one is read.
    private static void check(Path file) throws IOException {
        long size = Files.size(file);
        try (var in = Files.newInputStream(file)) {
            var header = in.readNBytes(HEADER);
            long claimed = header.length < HEADER ? 0 : ByteBuffer.wrap(header).getInt(8) & 0xFFFFFFFFL;
            if (size > MAX_INDEX || claimed * LEAST_ENTRY > size) {
                throw new IOException("it claims " + claimed + " files in " + size + " bytes");
            }
        }
    }
}
