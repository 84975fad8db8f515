package llmtwin.local.mongo;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.BsonDocument;

/// Which field is what, guessed from some records: the usual names, where most records have something that fits. If
/// none is called like a text, it is the field with the longest texts.
final class FieldGuess {
    private static final int MAX_DEPTH = 3;
    /// Shorter texts are labels.
    private static final int LEAST_AVERAGE = 100;

    private final List<BsonDocument> sample;
    private final SortedSet<String> paths;

    private FieldGuess(List<BsonDocument> sample) {
        this.sample = sample;
        this.paths = paths(sample);
    }

    static Map<Field, String> of(List<BsonDocument> sample) {
        var guess = new FieldGuess(sample);
        var fields = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            guess.named(field).ifPresent(path -> fields.put(field, path));
        }
        if (!fields.containsKey(Field.BODY)) {
            guess.longest(new HashSet<>(fields.values())).ifPresent(path -> fields.put(Field.BODY, path));
        }
        return fields;
    }

    private Optional<String> named(Field field) {
        var fitting = paths.stream()
                .filter(path -> rank(field, path) >= 0 && count(field, path) > 0)
                .toList();
        boolean usual = fitting.stream().anyMatch(path -> isUsual(field, path));
        return fitting.stream()
                .filter(path -> !usual || isUsual(field, path))
                .min(Comparator.<String>comparingInt(path -> rank(field, path))
                        .thenComparingInt(path -> path.split("\\.").length)
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int rank(Field field, String path) {
        var last = path.substring(path.lastIndexOf('.') + 1);
        return field.names().indexOf(last.replaceAll("[_-]", "").toLowerCase(Locale.ROOT));
    }

    /// Whether at least half of the records have it.
    private boolean isUsual(Field field, String path) {
        return count(field, path) * 2 >= sample.size();
    }

    private long count(Field field, String path) {
        return sample.stream().filter(record -> fits(field, record, path)).count();
    }

    private static boolean fits(Field field, BsonDocument record, String path) {
        return switch (field) {
            case TITLE -> Values.line(record, path).isPresent();
            case BODY -> Values.hasText(record, path);
            case AUTHOR -> Values.names(record, path).isPresent();
            case PUBLISHED, MODIFIED -> Values.time(record, path).isPresent();
            case URL ->
                Values.line(record, path)
                        .filter(text -> text.startsWith("http"))
                        .isPresent();
            case LANGUAGE ->
                Values.line(record, path)
                        .filter(text -> text.matches("[A-Za-z]{2,3}([_-]\\w+)?"))
                        .isPresent();
            case CATEGORY -> false;
        };
    }

    private Optional<String> longest(Set<String> taken) {
        return paths.stream()
                .filter(path -> !taken.contains(path) && length(path) >= (long) LEAST_AVERAGE * sample.size())
                .max(Comparator.<String>comparingLong(this::length).thenComparing(Comparator.reverseOrder()));
    }

    private long length(String path) {
        return sample.stream()
                .mapToLong(record -> Values.text(record, path).orElse("").length())
                .sum();
    }

    private static SortedSet<String> paths(List<BsonDocument> sample) {
        var paths = new TreeSet<String>();
        sample.forEach(record -> collect(record, "", 1, paths));
        return paths;
    }

    private static void collect(BsonDocument record, String prefix, int depth, Set<String> paths) {
        record.forEach((name, value) -> {
            paths.add(prefix + name);
            var inner = value.isArray() && !value.asArray().isEmpty()
                    ? value.asArray().getFirst()
                    : value;
            if (inner.isDocument() && depth < MAX_DEPTH) {
                collect(inner.asDocument(), prefix + name + ".", depth + 1, paths);
            }
        });
    }
}
