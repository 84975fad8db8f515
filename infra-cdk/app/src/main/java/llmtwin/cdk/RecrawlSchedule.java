package llmtwin.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/// Looks every hour for sources whose next crawl is due.
final class RecrawlSchedule extends Construct {
    RecrawlSchedule(Construct scope, String id, TwinFunction recrawl) {
        super(scope, id);
        Rule.Builder.create(this, "Hourly")
                .description("Queues the sources that are due for another crawl")
                .schedule(Schedule.rate(Duration.hours(1)))
                .targets(List.of(LambdaFunction.Builder.create(recrawl.live()).build()))
                .build();
    }
}
