package llmtwin.library;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmtwin.aws.api.Request;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.CleanDocument;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Problem;
import llmtwin.core.SourceId;
import llmtwin.core.State;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;

/// Showing and deleting documents.
final class DocumentRoutes {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 500;
    // Lambda answers with 6 MB at most, and JSON may escape much of a text.
    private static final long MAX_TEXT_BYTES = 4_000_000;
    private static final Duration VALID = Duration.ofMinutes(15);

    private final Documents documents;
    private final ContentStore content;
    private final MessageQueue<EraseRequest> erasures;
    private final InstantSource clock;

    DocumentRoutes(
            Documents documents, ContentStore content, MessageQueue<EraseRequest> erasures, InstantSource clock) {
        this.documents = documents;
        this.content = content;
        this.erasures = erasures;
        this.clock = clock;
    }

    /// Some documents.
    ///
    /// @param next the cursor of the next page; null after the last one
    record DocumentList(
            List<LinkedDocument> documents, @Nullable String next) {}

    /// One of many documents.
    ///
    /// @param textLink where its clean document can be read; null if that was not asked for or there is none
    record LinkedDocument(
            @JsonUnwrapped DocumentView document, @Nullable TextLink textLink) {}

    /// One document.
    ///
    /// @param text its clean text if it was asked for and exists
    /// @param textLink where its clean document can be read; null if that was not asked for or there is none
    record DocumentDetail(
            @JsonUnwrapped DocumentView document,
            @Nullable String text,
            @Nullable TextLink textLink) {}

    /// Where and until when a clean document can be read, without a key.
    record TextLink(URI url, Instant expires) {}

    List<Route> routes() {
        return List.of(
                Route.keyed("GET", "/v1/documents", this::page),
                Route.keyed("GET", "/v1/documents/{document}", this::one),
                Route.keyed("DELETE", "/v1/documents/{document}", this::erase));
    }

    private Response page(TwinId twin, Request request) {
        var state = request.parameter("state").map(State::ofLabel).orElse(null);
        var source = request.parameter("source").map(SourceId::new).orElse(null);
        int limit = request.number("limit", 1, MAX_PAGE, PAGE);
        var cursor = request.parameter("cursor").orElse(null);

        var page = documents.documents(twin, state, source, limit, cursor);
        boolean linked = wants(request, "link");
        var views = page.documents().stream()
                .map(document -> new LinkedDocument(DocumentView.of(document), linked ? link(document) : null))
                .toList();
        return Response.json(200, new DocumentList(views, page.next()));
    }

    private Response one(TwinId twin, Request request) {
        var document = find(twin, request);
        if (document.isEmpty()) {
            return unknown(request);
        }
        try {
            var text = wants(request, "true") ? text(document.get()) : null;
            var link = wants(request, "link") ? link(document.get()) : null;
            return Response.json(200, new DocumentDetail(DocumentView.of(document.get()), text, link));
        } catch (ContentStore.TooLarge _) {
            return Response.problem(Problem.tooLarge(
                    "The text of this document is too long to be shown in one answer; ask for text=link"));
        }
    }

    private Response erase(TwinId twin, Request request) {
        var document = find(twin, request);
        if (document.isEmpty()) {
            return unknown(request);
        }
        erasures.send(List.of(new EraseRequest(twin, null, document.get().ref().id(), clock.instant())));
        return Response.json(202, Map.of("document", DocumentView.of(document.get())));
    }

    private static boolean wants(Request request, String text) {
        return request.parameter("text").filter(text::equals).isPresent();
    }

    /// Nobody looks whether the object is there: of a version that failed to be cleaned it is not.
    private @Nullable TextLink link(Document document) {
        var version = document.version();
        boolean mayHaveText = switch (document.state()) {
            case CLEANED, SEARCHABLE, FAILED -> document.metadata() != null;
            case QUEUED, FETCHED, SKIPPED, DUPLICATE, UNPACKED, DELETED -> false;
        };
        return version == null || !mayHaveText
                ? null
                : new TextLink(
                        content.readLink(new ContentKey.Clean(document.ref(), version.content()), VALID),
                        clock.instant().plus(VALID));
    }

    private @Nullable String text(Document document) {
        var version = document.version();
        if (version == null) {
            return null;
        }
        return content.load(new ContentKey.Clean(document.ref(), version.content()), MAX_TEXT_BYTES)
                .map(object -> CleanDocument.fromJson(new String(object.bytes(), StandardCharsets.UTF_8)))
                .map(CleanDocument::text)
                .orElse(null);
    }

    private Optional<Document> find(TwinId twin, Request request) {
        var ref = new DocumentRef(twin, new DocumentId(request.part("document")));
        return documents.document(ref).filter(document -> document.state() != State.DELETED);
    }

    private static Response unknown(Request request) {
        return Response.problem(Problem.notFound("There is no document " + request.part("document")));
    }
}
