package llmtwin.crawl;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// A git repository that a test site serves by git's smart HTTP protocol.
final class GitSite {
    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("test"));

    /// @param path where it is on the site, such as `/a/b.git`
    GitSite(TestSite site, String path) throws IOException {
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
        repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
        site.on(path + "/info/refs?service=git-upload-pack", this::advertise);
        site.on(path + "/git-upload-pack", this::upload);
    }

    /// A commit on a branch that has these files and no others.
    String commit(String branch, Map<String, byte[]> files) throws IOException {
        var parent = repository.resolve(Constants.R_HEADS + branch);
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var file : files.entrySet()) {
                var entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
                builder.add(entry);
            }
            builder.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            var author = new PersonIdent(
                    "A. Writer", "a@example.org", Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("Write");
            if (parent != null) {
                commit.setParentId(parent);
            }
            var id = inserter.insert(commit);
            inserter.flush();
            update(Constants.R_HEADS + branch, id);
            return id.name();
        }
    }

    private void update(String ref, ObjectId id) throws IOException {
        var update = repository.updateRef(ref);
        update.setNewObjectId(id);
        update.forceUpdate();
    }

    private void advertise(HttpExchange exchange) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new PacketLineOut(body);
        out.writeString("# service=git-upload-pack\n");
        out.end();
        new UploadPack(repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
        TestSite.send(exchange, 200, body.toByteArray());
    }

    private void upload(HttpExchange exchange) throws IOException {
        var body = new ByteArrayOutputStream();
        var pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.upload(exchange.getRequestBody(), body, null);
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
        TestSite.send(exchange, 200, body.toByteArray());
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
