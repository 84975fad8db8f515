package llmtwin.local.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls a function at a fixed rate, first when it is started: this machine may have slept through the last time.
public final class Schedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Schedule.class);
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    private final String ruleArn;
    private final Duration rate;
    private final LocalFunction function;
    private final Thread thread;

    private Schedule(String ruleArn, Duration rate, LocalFunction function) {
        this.ruleArn = ruleArn;
        this.rate = rate;
        this.function = function;
        this.thread = Thread.ofVirtual().name(function.name() + "-schedule").unstarted(this::run);
    }

    /// Starts to call.
    ///
    /// @param expression `rate(1 hour)` for example
    /// @throws IllegalStateException for any other kind of expression
    public static Schedule start(String ruleArn, String expression, LocalFunction function) {
        Schedule schedule = new Schedule(ruleArn, rate(expression), function);
        schedule.thread.start();
        return schedule;
    }

    static Duration rate(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalStateException("schedule " + expression + " is not known to the local stack");
        }
        long count = Long.parseLong(rate.group(1));
        return switch (rate.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                try {
                    function.invoke(event());
                } catch (FunctionFailed e) {
                    log.warn("function={} failed on schedule", function.name(), e);
                }
                Thread.sleep(rate);
            }
        } catch (InterruptedException e) {
            log.debug("function={} is no longer called on schedule", function.name(), e);
        }
    }

    private ScheduledEvent event() {
        ScheduledEvent event = new ScheduledEvent();
        event.setId(UUID.randomUUID().toString());
        event.setSource("aws.events");
        event.setDetailType("Scheduled Event");
        event.setTime(DateTime.now(DateTimeZone.UTC));
        event.setResources(List.of(ruleArn));
        event.setDetail(Map.of());
        return event;
    }
}
