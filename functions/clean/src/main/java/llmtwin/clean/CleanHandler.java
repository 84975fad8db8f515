package llmtwin.clean;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.Map;
import llmtwin.aws.ObjectCreated;

/// Turns each fetched or uploaded object named on the queue into a clean document.
public final class CleanHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final CleanWiring wired;

    /// Called by Lambda, once per execution environment.
    public CleanHandler() {
        this(System.getenv());
    }

    public CleanHandler(Map<String, String> environment) {
        this(CleanWiring.from(environment));
    }

    CleanHandler(CleanWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return wired.batch().process(event, this::clean, this::failed);
    }

    private void clean(String body) {
        for (var object : ObjectCreated.of(body)) {
            wired.step().clean(object.key(), object.time());
        }
    }

    private void failed(String body, Exception cause, boolean last) {
        var problem = "cleaning failed: " + cause.getMessage();
        for (var object : ObjectCreated.of(body)) {
            if (last) {
                wired.step().giveUp(object.key(), problem);
            } else {
                wired.step().note(object.key(), problem);
            }
        }
    }
}
