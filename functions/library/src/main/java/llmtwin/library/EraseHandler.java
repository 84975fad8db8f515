package llmtwin.library;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.Map;
import llmtwin.core.EraseRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases what each message names. Whatever fails comes back and is finished later.
public final class EraseHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger log = LoggerFactory.getLogger(EraseHandler.class);

    private final EraseWiring wired;

    /// Called by Lambda, once per execution environment.
    public EraseHandler() {
        this(System.getenv());
    }

    public EraseHandler(Map<String, String> environment) {
        this(EraseWiring.fromEnvironment(environment));
    }

    EraseHandler(EraseWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, @Nullable Context context) {
        return wired.batch()
                .process(event, body -> wired.eraser().erase(EraseRequest.fromJson(body)), EraseHandler::failed);
    }

    /// There may be no document left that could tell; the dead-letter queue keeps what could not be erased.
    private static void failed(String body, Exception cause, boolean last) {
        if (last) {
            log.error("gave up erasing {}", body, cause);
        }
    }
}
