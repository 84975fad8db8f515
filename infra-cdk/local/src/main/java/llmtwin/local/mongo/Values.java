package llmtwin.local.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import llmtwin.unpack.Times;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// What a record says at a dotted path. A path leads through lists: `blocks.text` is the text of every block.
final class Values {
    /// A later moment, as seconds since 1970, would be beyond the year 5000: it counts milliseconds.
    private static final double LATEST_SECOND = 1e11;

    /// Around 1970; what is further away is no moment that anybody meant.
    private static final Duration MOST_DAYS = Duration.ofDays(365L * 1_900);

    private Values() {}

    /// Every value there, in order; empty if the path leads nowhere. Nulls are left out.
    static List<BsonValue> at(BsonDocument record, String path) {
        var found = new ArrayList<BsonValue>();
        collect(record, path, found);
        return found;
    }

    /// A field's name may contain a dot itself: the whole rest of the path is tried first.
    private static void collect(BsonDocument record, String path, List<BsonValue> found) {
        var whole = record.get(path);
        if (whole != null) {
            flatten(whole, found);
            return;
        }
        int dot = path.indexOf('.');
        var value = dot < 0 ? null : record.get(path.substring(0, dot));
        if (value != null) {
            var inner = new ArrayList<BsonValue>();
            flatten(value, inner);
            inner.stream()
                    .filter(BsonValue::isDocument)
                    .forEach(part -> collect(part.asDocument(), path.substring(dot + 1), found));
        }
    }

    private static void flatten(BsonValue value, List<BsonValue> found) {
        if (value.isArray()) {
            value.asArray().forEach(element -> flatten(element, found));
        } else if (!value.isNull()) {
            found.add(value);
        }
    }

    /// The texts there, a blank line between two; empty if there are none. Numbers are no text.
    static Optional<String> text(BsonDocument record, String path) {
        return joined(at(record, path).stream()
                .filter(BsonValue::isString)
                .map(value -> value.asString().getValue())
                .toList());
    }

    static boolean hasText(BsonDocument record, String path) {
        return at(record, path).stream()
                .anyMatch(value ->
                        value.isString() && !value.asString().getValue().isBlank());
    }

    private static Optional<String> joined(List<String> texts) {
        var text = texts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// The first text or number there, as text.
    static Optional<String> line(BsonDocument record, String path) {
        return at(record, path).stream()
                .filter(value -> value.isString() || value.isNumber())
                .map(value -> value.isString() ? value.asString().getValue() : number(value))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static String number(BsonValue value) {
        return value.isInt32() || value.isInt64()
                ? Long.toString(value.asNumber().longValue())
                : value.isDecimal128()
                        ? value.asDecimal128().getValue().toString()
                        : Double.toString(value.asNumber().doubleValue());
    }

    /// The names there, a comma between two: texts, or what records of people call them.
    static Optional<String> names(BsonDocument record, String path) {
        var names = at(record, path).stream()
                .flatMap(value -> value.isString()
                        ? Optional.of(value.asString().getValue()).stream()
                        : value.isDocument() ? name(value.asDocument()).stream() : Optional.<String>empty().stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static Optional<String> name(BsonDocument person) {
        for (var field : List.of("name", "full_name", "fullName", "displayName", "display_name", "username")) {
            var name = line(person, field);
            if (name.isPresent()) {
                return name;
            }
        }
        var first = line(person, "first_name").or(() -> line(person, "firstName"));
        var last = line(person, "last_name").or(() -> line(person, "lastName"));
        return joined(List.of(first.orElse(""), last.orElse(""))).map(name -> name.replace("\n\n", " "));
    }

    /// The first moment there: a date, seconds or milliseconds since 1970, or a date in words.
    static Optional<Instant> time(BsonDocument record, String path) {
        return at(record, path).stream()
                .flatMap(value -> time(value).stream())
                .filter(time ->
                        time.isAfter(Instant.EPOCH.minus(MOST_DAYS)) && time.isBefore(Instant.EPOCH.plus(MOST_DAYS)))
                .findFirst();
    }

    private static Optional<Instant> time(BsonValue value) {
        return switch (value.getBsonType()) {
            case DATE_TIME ->
                Optional.of(Instant.ofEpochMilli(value.asDateTime().getValue()));
            case TIMESTAMP ->
                Optional.of(Instant.ofEpochSecond(value.asTimestamp().getTime()));
            case STRING -> Optional.ofNullable(Times.parse(value.asString().getValue()));
            case INT32, INT64, DOUBLE -> {
                double number = value.asNumber().doubleValue();
                yield Optional.ofNullable(Times.ofEpochSeconds(number < LATEST_SECOND ? number : number / 1_000));
            }
            default -> Optional.empty();
        };
    }

    /// What stands there, for people: `a number`, `an object`, `missing`.
    static String kind(BsonDocument record, String path) {
        var values = at(record, path);
        if (values.isEmpty()) {
            return "missing";
        }
        return switch (values.getFirst().getBsonType()) {
            case STRING -> "empty";
            case DOCUMENT -> "an object";
            case BINARY -> "binary";
            case INT32, INT64, DOUBLE, DECIMAL128 -> "a number";
            case DATE_TIME, TIMESTAMP -> "a date";
            case BOOLEAN -> "true or false";
            default -> "no text";
        };
    }
}
