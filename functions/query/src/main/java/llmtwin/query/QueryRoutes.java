package llmtwin.query;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import llmtwin.aws.api.Fields;
import llmtwin.aws.api.Request;
import llmtwin.aws.api.Response;
import llmtwin.aws.api.Route;
import llmtwin.core.Category;
import llmtwin.core.DocumentId;
import llmtwin.core.Passage;
import llmtwin.core.Question;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;

/// Asking and searching.
final class QueryRoutes {
    private static final int MAX_CHARS = 4_000;

    private final Answers answers;

    QueryRoutes(Answers answers) {
        this.answers = answers;
    }

    /// A passage as the API shows it.
    record PassageView(
            DocumentId document,
            String title,
            @Nullable URI url,
            int position,
            int start,
            int end,
            String text,
            double score,
            Category category,
            @Nullable Instant published) {
        static PassageView of(Passage passage) {
            var chunk = passage.chunk();
            return new PassageView(
                    passage.ref().id(),
                    passage.title(),
                    passage.url(),
                    chunk.position(),
                    chunk.start(),
                    chunk.end(),
                    chunk.text(),
                    passage.score(),
                    passage.category(),
                    passage.published());
        }
    }

    List<Route> routes() {
        return List.of(Route.keyed("POST", "/v1/ask", this::ask), Route.keyed("POST", "/v1/search", this::search));
    }

    private Response ask(TwinId twin, Request request) {
        var fields = request.fields();
        int limit = fields.number("limit", 1, 20, 8);
        return Response.json(200, answers.answer(question(twin, fields, "question", limit)));
    }

    private Response search(TwinId twin, Request request) {
        var fields = request.fields();
        int limit = fields.number("limit", 1, 50, 10);
        var passages = answers.search(question(twin, fields, "query", limit)).stream()
                .map(PassageView::of)
                .toList();
        return Response.json(200, Map.of("passages", passages));
    }

    private static Question question(TwinId twin, Fields fields, String name, int limit) {
        var text = fields.text(name).strip();
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "field '" + name + "' has " + text.length() + " characters; it may have 1 to " + MAX_CHARS);
        }
        var category = fields.optionalText("category").map(Category::ofLabel).orElse(null);
        return new Question(twin, text, category, limit);
    }
}
