package llmtwin.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.Document;
import llmtwin.core.DocumentId;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.SourceId;
import llmtwin.core.Sources;
import llmtwin.core.State;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;

/// What is going on: what there is, how far it has come, what failed and why.
final class StatusRoutes {
    private static final int PAGE = 500;
    private static final int MAX_PROBLEMS = 50;

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

    /// Everything at a glance.
    ///
    /// @param problems the documents that went wrong last, newest first
    /// @param queues messages waiting by stage
    record Status(
            List<SourceStatus> sources,
            Map<String, Integer> documents,
            List<Trouble> problems,
            Map<String, Long> queues,
            Map<String, Long> deadLetters) {}

    /// A source and how many of its documents are in each state.
    record SourceStatus(SourceView source, Map<String, Integer> documents) {}

    /// A document with a problem.
    record Trouble(DocumentId id, String title, String address, String state, @Nullable String problem) {
        static Trouble of(Document document) {
            return new Trouble(
                    document.ref().id(),
                    document.title(),
                    document.origin().address(),
                    document.state().label(),
                    document.problem());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/v1/health", _ -> health()),
                Route.keyed("GET", "/v1/status", (twin, _) -> Response.json(200, status(twin))),
                Route.keyed("POST", "/v1/redrive", (_, _) -> Response.json(200, Map.of("redriven", backlog.redrive()))));
    }

    /// Healthy if the ledger answers.
    private Response health() {
        var nobody = new TwinId("health");
        documents.document(new DocumentRef(nobody, DocumentId.of(nobody, "none")));
        return Response.json(200, Map.of("status", "ok", "version", version));
    }

    private Status status(TwinId twin) {
        var all = new EnumMap<State, Integer>(State.class);
        var bySource = new HashMap<SourceId, Map<State, Integer>>();
        var troubled = new ArrayList<Document>();
        for (var document : everything(twin)) {
            all.merge(document.state(), 1, Integer::sum);
            var source = document.origin().source();
            if (source != null) {
                bySource.computeIfAbsent(source, _ -> new EnumMap<>(State.class))
                        .merge(document.state(), 1, Integer::sum);
            }
            if (document.problem() != null) {
                troubled.add(document);
            }
        }
        return new Status(
                sources.sources(twin).stream()
                        .map(source -> new SourceStatus(
                                SourceView.of(source), labelled(bySource.getOrDefault(source.id(), Map.of()))))
                        .toList(),
                labelled(all),
                troubled.stream()
                        .sorted(Comparator.comparing(Document::updated)
                                .reversed()
                                .thenComparing(document -> document.ref().id()))
                        .limit(MAX_PROBLEMS)
                        .map(Trouble::of)
                        .toList(),
                backlog.waiting(),
                backlog.deadLetters());
    }

    private List<Document> everything(TwinId twin) {
        var found = new ArrayList<Document>();
        String cursor = null;
        do {
            var page = documents.documents(twin, null, null, PAGE, cursor);
            found.addAll(page.documents());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
