package llmtwin.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.Sources;
import llmtwin.core.TwinId;

/// Whether it works, what is going on, and another try for what was given up.
final class StatusRoutes {
    private static final int PAGE = 500;

    private final Documents documents;
    private final Sources sources;
    private final Backlog backlog;
    private final String version;

    StatusRoutes(Documents documents, Sources sources, Backlog backlog, String version) {
        this.documents = documents;
        this.sources = sources;
        this.backlog = backlog;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/v1/health", _ -> health()),
                Route.keyed("GET", "/v1/status", (twin, _) -> status(twin)),
                Route.keyed("POST", "/v1/redrive", (_, _) -> redrive()));
    }

    /// Healthy if the ledger answers.
    private Response health() {
        var nobody = new TwinId("health");
        documents.document(new DocumentRef(nobody, DocumentId.of(nobody, "none")));
        return Response.json(200, Map.of("status", "ok", "version", version));
    }

    private Response status(TwinId twin) {
        return Response.json(200, Status.of(sources.sources(twin), everything(twin), backlog));
    }

    private Response redrive() {
        return Response.json(200, Map.of("redriven", backlog.redrive()));
    }

    private List<Document> everything(TwinId twin) {
        var page = documents.documents(twin, null, null, PAGE, null);
        var found = new ArrayList<>(page.documents());
        while (page.next() != null) {
            page = documents.documents(twin, null, null, PAGE, page.next());
            found.addAll(page.documents());
        }
        return found;
    }
}
