package llmtwin.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void a_rate_is_a_duration() {
        assertEquals(Duration.ofHours(1), Schedule.rate("rate(1 hour)"));
        assertEquals(Duration.ofMinutes(5), Schedule.rate("rate(5 minutes)"));
        assertEquals(Duration.ofDays(2), Schedule.rate("rate(2 days)"));
    }

    @Test
    void any_other_schedule_stops_the_start() {
        assertThrows(IllegalStateException.class, () -> Schedule.rate("cron(0 10 * * ? *)"));
    }
}
