package llmtwin.library;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Map;
import llmtwin.aws.api.Router;
import org.jspecify.annotations.Nullable;

/// Answers everything about the library that goes over HTTP.
public final class LibraryHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Router router;

    /// Called by Lambda, once per execution environment.
    public LibraryHandler() {
        this(System.getenv());
    }

    public LibraryHandler(Map<String, String> environment) {
        this(LibraryWiring.fromEnvironment(environment));
    }

    LibraryHandler(LibraryWiring wired) {
        router = new Router(wired.routes());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, @Nullable Context context) {
        return router.answer(event);
    }
}
