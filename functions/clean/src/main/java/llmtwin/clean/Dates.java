package llmtwin.clean;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Points in time as documents write them; without an offset they are taken as UTC.
final class Dates {
    private static final DateTimeFormatter PDF_LIKE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter IN_WORDS =
            DateTimeFormatter.ofPattern("[MMMM d, yyyy][d MMMM yyyy][MMM d, yyyy][d MMM yyyy]", Locale.ENGLISH);
    private static final List<Function<String, Instant>> SHAPES = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> OffsetDateTime.parse(
                            text, DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSS]XX", Locale.ROOT))
                    .toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> day(LocalDate.parse(text)),
            text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant(),
            text -> day(LocalDate.parse(text, PDF_LIKE)),
            text -> day(LocalDate.parse(text, DateTimeFormatter.ofPattern("yyyy/M/d", Locale.ROOT))),
            text -> day(LocalDate.parse(text, IN_WORDS)));
    private static final int LONGEST = 40;

    private Dates() {}

    static Optional<Instant> parse(String written) {
        var text = written.strip()
                .replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (\\d)", "$1T$2")
                .replaceFirst(" (?=[+-]\\d\\d|Z$)", "");
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        for (var shape : SHAPES) {
            try {
                return Optional.of(shape.apply(text)).filter(Dates::plausible);
            } catch (DateTimeException _) {
                // Not this shape; the next may fit.
            }
        }
        return Optional.empty();
    }

    private static Instant day(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean plausible(Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1900 && year < 2200;
    }
}
