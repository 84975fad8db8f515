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

    private static final List<Function<String, Instant>> SHAPES = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> OffsetDateTime.parse(text, MINUTES).toInstant(),
            text -> OffsetDateTime.parse(rfc822(text), RFC_822).toInstant(),
            // A day or a month may have seen the change up to its end.
            text -> LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
            text -> YearMonth.parse(text).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));

    private ListingDate() {}

    /// @return null if it is no date
    static @Nullable Instant parse(String text) {
        var trimmed = text.strip();
        for (var shape : SHAPES) {
            try {
                return shape.apply(trimmed);
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
