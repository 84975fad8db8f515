package llmtwin.local.qdrant;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/// Points in time in a payload, in microseconds since the epoch. A time without an offset is UTC.
final class Moment {
    /// The forms Qdrant reads: RFC 3339, the same without an offset, with a space for the T, or only a date.
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]]")
            .toFormatter(Locale.ROOT);

    private static final int SHORTEST = "2026-01-01".length();
    private static final int LONGEST = "2026-01-01T00:00:00.000000000+00:00".length();

    private Moment() {}

    /// Empty if the text is no date.
    static OptionalLong parse(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST || text.charAt(4) != '-') {
            return OptionalLong.empty();
        }
        try {
            var parsed = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return OptionalLong.of(micros(instant(parsed)));
        } catch (DateTimeException | ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime moment -> moment.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("unexpected " + parsed.getClass());
        };
    }

    static long micros(Timestamp timestamp) {
        return micros(instant(timestamp));
    }

    /// The first whole microsecond that is not before the time.
    static long microsUp(Timestamp timestamp) {
        return micros(instant(timestamp).plusNanos(999));
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
