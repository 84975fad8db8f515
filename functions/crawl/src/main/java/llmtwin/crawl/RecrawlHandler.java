package llmtwin.crawl;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Called by a schedule: queues every source that is due.
public final class RecrawlHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Logger log = LoggerFactory.getLogger(RecrawlHandler.class);

    private final Recrawl recrawl;

    /// Called by Lambda, once per execution environment.
    public RecrawlHandler() {
        this(System.getenv());
    }

    public RecrawlHandler(Map<String, String> environment) {
        this(CrawlWiring.recrawl(environment));
    }

    RecrawlHandler(Recrawl recrawl) {
        this.recrawl = recrawl;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        log.info("{} sources are due", recrawl.run());
        return null;
    }
}
