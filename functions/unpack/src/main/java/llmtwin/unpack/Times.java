package llmtwin.unpack;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Points in time as exports write them; null for what is none. A time without a zone is taken as UTC.
public final class Times {
    private static final double LATEST_SECOND = 1e11;

    private static final List<DateTimeFormatter> PATTERNS = List.of(
            DateTimeFormatter.ISO_DATE_TIME,
            pattern("yyyy-MM-dd HH:mm:ss[ 'UTC']"),
            pattern("yyyy-MM-dd HH:mm"),
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.RFC_1123_DATE_TIME,
            pattern("[EEE, ]d MMM yyyy HH:mm[:ss] [Z][zzz]"),
            // X: Wed Oct 10 20:19:24 +0000 2018
            pattern("EEE MMM dd HH:mm:ss Z yyyy"),
            // Notion
            pattern("MMMM d, yyyy h:mm a"),
            pattern("MMMM d, yyyy HH:mm"),
            pattern("MMMM d, yyyy"),
            pattern("yyyy/MM/dd HH:mm"),
            pattern("yyyy/MM/dd"));

    private Times() {}

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    public static @Nullable Instant parse(@Nullable String text) {
        var written = text == null ? "" : text.strip();
        if (written.isEmpty() || written.length() > 64) {
            return null;
        }
        for (var pattern : PATTERNS) {
            try {
                return instant(pattern.parseBest(written, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
            } catch (DateTimeException _) {
                // Written in another way: the next pattern is tried.
            }
        }
        return null;
    }

    private static Instant instant(TemporalAccessor time) {
        return switch (time) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /// @param seconds since 1970, with a fraction; null for zero and for what is beyond the year 5000
    public static @Nullable Instant ofEpochSeconds(double seconds) {
        boolean sensible = seconds > 0 && seconds < LATEST_SECOND;
        return sensible ? Instant.ofEpochMilli(Math.round(seconds * 1_000)) : null;
    }
}
