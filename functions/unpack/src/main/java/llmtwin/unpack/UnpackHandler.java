package llmtwin.unpack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.util.Map;
import llmtwin.aws.ObjectCreated;

/// Turns each archive named on the queue into the documents it holds.
public final class UnpackHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final UnpackWiring wired;

    /// Called by Lambda, once per execution environment.
    public UnpackHandler() {
        this(System.getenv());
    }

    public UnpackHandler(Map<String, String> environment) {
        this(UnpackWiring.from(environment));
    }

    UnpackHandler(UnpackWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return wired.batch().process(event, this::unpack, this::failed);
    }

    private void unpack(String body) throws IOException {
        for (var object : ObjectCreated.of(body)) {
            wired.step().unpack(object.key(), object.time());
        }
    }

    private void failed(String body, Exception cause, boolean last) {
        var problem = "unpacking failed: " + cause.getMessage();
        for (var object : ObjectCreated.of(body)) {
            wired.step().failed(object.key(), object.time(), problem, last);
        }
    }
}
