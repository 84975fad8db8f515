package llmtwin.crawl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Dates as feeds and sitemaps write them: RFC 3339, the parts of ISO 8601 that W3C names, and RFC 822.
final class ListingDate {
    /// As RFC 822 has it but for the day of the week, which is often wrong and never needed.
    private static final DateTimeFormatter RFC_822 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d MMM [uuuu][uu] H:mm[:ss] ")
            .appendPattern("[xx][xxx][X]")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]XXX", Locale.ROOT);
    private static final Map<String, String> ZONES = Map.of(
            "GMT", "+0000", "UT", "+0000", "UTC", "+0000", "Z", "+0000", "EST", "-0500", "EDT", "-0400", "CST", "-0600",
            "CDT", "-0500", "PST", "-0800", "PDT", "-0700");

    private static final List<Function<String, Instant>> MOMENTS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> OffsetDateTime.parse(text, MINUTES).toInstant(),
            text -> OffsetDateTime.parse(rfc822(text), RFC_822).toInstant());
    private static final List<Function<String, LocalDate>> FIRST_DAYS =
            List.of(LocalDate::parse, text -> YearMonth.parse(text).atDay(1));
    private static final List<Function<String, LocalDate>> DAYS_AFTER = List.of(
            text -> LocalDate.parse(text).plusDays(1),
            text -> YearMonth.parse(text).plusMonths(1).atDay(1));

    private ListingDate() {}

    /// Of a day or a month its end: something may have changed up to then.
    ///
    /// @return null if it is no date
    static @Nullable Instant latest(@Nullable String text) {
        return text == null ? null : moment(text.strip(), DAYS_AFTER);
    }

    /// Of a day or a month its beginning.
    ///
    /// @return null if it is no date
    static @Nullable Instant earliest(@Nullable String text) {
        return text == null ? null : moment(text.strip(), FIRST_DAYS);
    }

    private static @Nullable Instant moment(String text, List<Function<String, LocalDate>> days) {
        var moment = first(MOMENTS, text);
        if (moment != null) {
            return moment;
        }
        var day = first(days, text);
        return day == null ? null : day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static <T> @Nullable T first(List<Function<String, T>> shapes, String text) {
        for (var shape : shapes) {
            try {
                return shape.apply(text);
            } catch (DateTimeException _) {
                // Then it has another shape, or none.
            }
        }
        return null;
    }

    private static String rfc822(String text) {
        var words = text.replaceFirst("^[A-Za-z]+,?\\s+", "").split("\\s+");
        var zone = words[words.length - 1];
        words[words.length - 1] = ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
        return String.join(" ", words);
    }
}
