package llmtwin.crawl;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.Map;
import llmtwin.core.CrawlRequest;

/// Visits each address named on the crawl queue.
public final class CrawlHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// Left for the ledger after the last visit.
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final CrawlWiring wired;

    /// Called by Lambda, once per execution environment.
    public CrawlHandler() {
        this(System.getenv());
    }

    public CrawlHandler(Map<String, String> environment) {
        this(CrawlWiring.fromEnvironment(environment));
    }

    CrawlHandler(CrawlWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        var deadline = wired.clock().instant().plus(left);
        boolean isAlone = event.getRecords().size() == 1;
        // Most of a visit is waiting: for a site to answer, for a host to be free.
        return wired.batch()
                .processTogether(
                        event,
                        body -> wired.crawler().crawl(CrawlRequest.fromJson(body), deadline, isAlone),
                        (body, cause, last) -> wired.crawler().failed(CrawlRequest.fromJson(body), cause, last));
    }
}
