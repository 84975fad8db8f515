package llmtwin.crawl;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads the header by which a server says when to come again (RFC 9110, section 10.2.3).
final class RetryAfter {
    private RetryAfter() {}

    /// How long to wait from now; empty if the value is neither seconds nor a date. Never negative.
    static Optional<Duration> parse(String value, Instant now) {
        var text = value.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
