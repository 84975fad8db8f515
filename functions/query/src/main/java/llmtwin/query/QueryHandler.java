package llmtwin.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Map;
import llmtwin.aws.api.Router;
import org.jspecify.annotations.Nullable;

/// Answers questions from a twin's writing.
public final class QueryHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Router router;

    /// Called by Lambda, once per execution environment.
    public QueryHandler() {
        this(System.getenv());
    }

    public QueryHandler(Map<String, String> environment) {
        this(QueryWiring.fromEnvironment(environment));
    }

    QueryHandler(QueryWiring wired) {
        // Loads the model and compiles its way now, so that a snapshot of this function is a warm one.
        wired.embedder().embed("The first question should not wait for the model.");
        router = new Router(new QueryRoutes(wired.answers()).routes());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, @Nullable Context context) {
        return router.answer(event);
    }
}
