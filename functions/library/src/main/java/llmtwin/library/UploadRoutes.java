package llmtwin.library;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmtwin.aws.api.Fields;
import llmtwin.aws.api.Request;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.DocumentId;
import llmtwin.core.ExportOptions;
import llmtwin.core.Problem;
import llmtwin.core.TwinId;
import llmtwin.core.UploadKind;
import llmtwin.core.UploadedRepository;

/// Gives out links by which a file goes straight to the content store.
final class UploadRoutes {
    private static final Duration VALID = Duration.ofMinutes(15);

    private final ContentStore content;
    private final long maxDocumentBytes;
    private final long maxArchiveBytes;
    private final InstantSource clock;

    UploadRoutes(ContentStore content, long maxDocumentBytes, long maxArchiveBytes, InstantSource clock) {
        this.content = content;
        this.maxDocumentBytes = maxDocumentBytes;
        this.maxArchiveBytes = maxArchiveBytes;
        this.clock = clock;
    }

    /// Where and until when to send the file.
    ///
    /// @param document the document that it will become
    /// @param headers to send along, exactly so
    record Upload(
            DocumentId document, String key, URI url, String method, Map<String, String> headers, Instant expires) {}

    List<Route> routes() {
        return List.of(Route.keyed("POST", "/v1/uploads", this::link));
    }

    private Response link(TwinId twin, Request request) {
        var fields = request.fields();
        var key = new ContentKey.Upload(twin, fields.text("name"));
        long size = fields.optionalNumber("size").orElse(0);
        var kind = UploadKind.of(key.name());
        if (kind.isEmpty()) {
            return Response.problem(Problem.unsupported("'" + key.name()
                    + "' is of a kind that cannot be read. Supported: " + String.join(" ", UploadKind.supported())
                    + " and source code"));
        }
        long maxBytes = kind.get() == UploadKind.ARCHIVE ? maxArchiveBytes : maxDocumentBytes;
        if (size > maxBytes) {
            return Response.problem(Problem.tooLarge(
                    "'" + key.name() + "' has " + size + " bytes; a file may have at most " + maxBytes));
        }
        var attributes = attributes(fields);
        if (kind.get() != UploadKind.ARCHIVE && !attributes.isEmpty()) {
            return Response.problem(
                    Problem.badRequest("replies, comments, owner and worktree say what of an archive is wanted; '"
                            + key.name() + "' is none"));
        }
        var expires = clock.instant().plus(VALID);
        var link = content.uploadLink(key, attributes, VALID);
        return Response.json(200, new Upload(key.ref().id(), key.path(), link.url(), "PUT", link.headers(), expires));
    }

    private static Map<String, String> attributes(Fields fields) {
        var options =
                new ExportOptions(fields.flag("replies"), fields.flag("comments"), Set.copyOf(fields.texts("owner")));
        return fields.flag("worktree") ? workTree(fields).toAttributes() : options.toAttributes();
    }

    private static UploadedRepository workTree(Fields fields) {
        var repository = fields.optionalText("repository");
        var page = repository.flatMap(UploadedRepository::page);
        if (repository.isPresent() && page.isEmpty()) {
            throw new IllegalArgumentException(
                    "repository is on no host that is known; leave it out, or give one such as https://github.com/owner/name");
        }
        return new UploadedRepository(
                page.orElse(null), fields.optionalText("branch").orElse(null));
    }
}
