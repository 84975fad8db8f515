package llmtwin.embed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Map;
import llmtwin.aws.ObjectCreated;
import llmtwin.core.ContentKey;
import llmtwin.core.IndexUnavailable;

/// Makes each clean document named on the queue findable.
public final class EmbedHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final EmbedWiring wired;

    /// Called by Lambda, once per execution environment.
    public EmbedHandler() {
        this(System.getenv());
    }

    public EmbedHandler(Map<String, String> environment) {
        this(EmbedWiring.from(environment));
    }

    EmbedHandler(EmbedWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return wired.batch().process(event, this::embed, this::failed);
    }

    private void embed(String body) {
        cleanDocuments(body).forEach(wired.step()::embed);
    }

    private void failed(String body, Exception cause, boolean last) {
        var problem = cause instanceof IndexUnavailable
                ? "the search index could not be reached"
                : "embedding failed: " + cause.getMessage();
        for (var key : cleanDocuments(body)) {
            if (last) {
                wired.step().giveUp(key, problem);
            } else {
                wired.step().note(key, problem);
            }
        }
    }

    private static List<ContentKey.Clean> cleanDocuments(String body) {
        return ObjectCreated.of(body).stream()
                .map(ObjectCreated::key)
                .filter(ContentKey.Clean.class::isInstance)
                .map(ContentKey.Clean.class::cast)
                .toList();
    }
}
