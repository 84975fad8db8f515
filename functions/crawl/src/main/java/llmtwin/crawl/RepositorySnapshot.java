package llmtwin.crawl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmtwin.core.RepositoryFiles;
import llmtwin.core.RepositoryFiles.Wanted;
import llmtwin.core.RepositoryZip;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/// The files of one commit that are somebody's writing, as one archive that is the same whenever they are.
final class RepositorySnapshot {
    /// Trees can name each other so often that they have more files than there are atoms; nobody has more than this.
    private static final int MAX_ENTRIES = 200_000;
    /// Larger objects are not unfolded; no file that is wanted is.
    private static final long MAX_OBJECT = 50_000_000;

    private final Map<String, byte[]> files = new TreeMap<>();
    private @Nullable String notice;

    private RepositorySnapshot() {}

    /// Reads a commit from a pack.
    ///
    /// @param folder only what is in it; empty for everything
    /// @throws IOException if the pack is broken or does not hold the commit
    static RepositorySnapshot of(byte[] pack, String commit, String folder) throws IOException {
        try (var repository = new InMemoryRepository(new DfsRepositoryDescription("clone"));
                var inserter = repository.newObjectInserter()) {
            var parser = inserter.newPackParser(new ByteArrayInputStream(pack));
            parser.setMaxObjectSizeLimit(MAX_OBJECT);
            parser.parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
            try (var walk = new RevWalk(repository)) {
                var snapshot = new RepositorySnapshot();
                var tree = walk.parseCommit(ObjectId.fromString(commit)).getTree();
                snapshot.collect(walk.getObjectReader(), tree, folder);
                return snapshot;
            }
        }
    }

    private record Candidate(Wanted wanted, ObjectId id) {}

    private void collect(ObjectReader reader, ObjectId tree, String folder) throws IOException {
        var candidates = candidates(reader, tree, folder);
        candidates.sort(Comparator.comparing(Candidate::wanted, Wanted.BY_WEIGHT));
        long total = 0;
        int left = 0;
        for (var candidate : candidates) {
            var content = reader.open(candidate.id()).getCachedBytes(RepositoryFiles.MAX_FILE_BYTES);
            if (!RepositoryFiles.isWritten(content)) {
                continue;
            }
            if (files.size() >= RepositoryFiles.MAX_FILES || total + content.length > RepositoryFiles.MAX_TOTAL_BYTES) {
                left++;
                continue;
            }
            total += content.length;
            files.put(candidate.wanted().path(), content);
        }
        if (left > 0) {
            notice = left + " files are left out: a repository may have " + RepositoryFiles.MAX_FILES + " files and "
                    + RepositoryFiles.MAX_TOTAL_BYTES / 1_000_000 + " MB; READMEs and documentation come first";
        }
    }

    private List<Candidate> candidates(ObjectReader reader, ObjectId tree, String folder) throws IOException {
        var candidates = new ArrayList<Candidate>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(false);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            for (int entries = 0; walk.next(); entries++) {
                if (entries == MAX_ENTRIES) {
                    notice = "only the first " + MAX_ENTRIES + " files were looked at";
                    break;
                }
                if (walk.isSubtree() && isOfInterest(walk.getPathString())) {
                    walk.enterSubtree();
                } else if (isFile(walk.getFileMode(0))) {
                    add(candidates, reader, walk.getPathString(), walk.getObjectId(0));
                }
            }
        }
        return candidates;
    }

    /// Whether a file in this folder could be wanted; vendored folders are not even entered.
    private static boolean isOfInterest(String folder) {
        return RepositoryFiles.wanted(folder + "/README.md", 1).isPresent();
    }

    private static boolean isFile(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    private static void add(List<Candidate> candidates, ObjectReader reader, String path, ObjectId id)
            throws IOException {
        // The name first: what is not wanted may not be in the pack.
        if (RepositoryFiles.wanted(path, 1).isEmpty()) {
            return;
        }
        try {
            RepositoryFiles.wanted(path, reader.getObjectSize(id, ObjectReader.OBJ_ANY))
                    .ifPresent(wanted -> candidates.add(new Candidate(wanted, id)));
        } catch (MissingObjectException _) {
            // The server left it out for its size.
        }
    }

    /// What was left out, in words for the owner; null if nothing was.
    @Nullable
    String notice() {
        return notice;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /// A zip archive of the files by name.
    byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new RepositoryZip(bytes)) {
            for (var file : files.entrySet()) {
                zip.add(file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
