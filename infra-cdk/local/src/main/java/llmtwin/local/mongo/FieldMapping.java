package llmtwin.local.mongo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import llmtwin.unpack.Member;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// Records whose fields are known by their paths.
///
/// @param fields where each is; [Field#BODY] always
/// @param format what the text is written in; null to tell from each text
/// @param category of every record; null to tell from its category or, without one, from whether records have titles
record FieldMapping(
        Map<Field, String> fields,
        Piece.@Nullable Format format,
        @Nullable Category category) implements Mapping {
    private static final Pattern TAG = Pattern.compile(
            "(?i)</(?:p|div|h[1-6]|ul|ol|li|a|article|section|blockquote|pre|span|strong|em|b|i|table)>|<br\\s*/?>|<p>");
    private static final Pattern MARK = Pattern.compile(
            "(?m)^#{1,6} \\S|^```|^> |^\\s*[-*+] \\S|^\\d+\\. \\S|\\[[^\\]\\n]+\\]\\([^)\\s]+\\)|\\*\\*\\S|`\\S");

    /// Whoever writes markup does so soon.
    private static final int LOOKED_AT = 100_000;

    FieldMapping {
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
    }

    @Override
    public void read(BsonDocument record, String name, Consumer<Member> members) {
        var path = Objects.requireNonNull(fields.get(Field.BODY));
        var body = Values.text(record, path);
        if (body.isEmpty()) {
            members.accept(new Member.Skipped(
                    name, "it has no text: its field '" + path + "' is " + Values.kind(record, path)));
            return;
        }
        members.accept(new Member.Writing(Piece.at(name, categoryOf(record))
                .title(value(Field.TITLE, record, Values::line))
                .author(value(Field.AUTHOR, record, Values::names))
                .published(value(Field.PUBLISHED, record, Values::time))
                .modified(value(Field.MODIFIED, record, Values::time))
                .url(value(Field.URL, record, Values::line))
                .language(value(Field.LANGUAGE, record, Values::line))
                .body(format == null ? formatOf(body.get()) : format, body.get())
                .build()));
    }

    private <T> @Nullable T value(
            Field field, BsonDocument record, BiFunction<BsonDocument, String, Optional<T>> read) {
        var path = fields.get(field);
        return path == null ? null : read.apply(record, path).orElse(null);
    }

    private Category categoryOf(BsonDocument record) {
        var said = value(Field.CATEGORY, record, Values::line);
        if (said != null) {
            for (var known : Category.values()) {
                if (known.label().equalsIgnoreCase(said.strip())) {
                    return known;
                }
            }
        }
        return Objects.requireNonNullElse(category, fields.containsKey(Field.TITLE) ? Category.ARTICLE : Category.POST);
    }

    private static Piece.Format formatOf(String body) {
        var text = body.substring(0, Math.min(body.length(), LOOKED_AT));
        if (TAG.matcher(text).find()) {
            return Piece.Format.HTML;
        }
        return MARK.matcher(text).find() ? Piece.Format.MARKDOWN : Piece.Format.TEXT;
    }

    @Override
    public String describe() {
        var known = fields.entrySet().stream()
                .map(field -> field.getKey().label() + "=" + field.getValue())
                .collect(Collectors.joining(", "));
        return known
                + (format == null ? "" : "; format " + format.label())
                + (category == null ? "" : "; category " + category.label());
    }
}
