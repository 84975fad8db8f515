package llmtwin.local.mongo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmtwin.core.Category;
import llmtwin.core.Piece;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/// How a collection is read, as people say it and as it is remembered.
///
/// @param fields paths by the label of the [Field]; empty for records of the Handbook
/// @param format label of a [Piece.Format]; null to tell from each text
/// @param category label of a [Category]; null to tell from each record
/// @param where which records are asked for, as MongoDB's extended JSON; null for all
/// @param changedField says when a record changed; null if no field does
public record ImportSettings(
        Map<String, String> fields,
        @Nullable String format,
        @Nullable String category,
        @Nullable String where,
        @Nullable String changedField) {
    public ImportSettings {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /// Nothing said.
    public static final ImportSettings NONE = new ImportSettings(Map.of(), null, null, null, null);

    /// @return the filter; null if it lets everything through
    /// @throws IllegalArgumentException if it is none
    public static @Nullable String checkedFilter(String json) {
        try {
            var filter = BsonDocument.parse(json);
            return filter.isEmpty() ? null : filter.toJson();
        } catch (BSONException | JsonParseException e) {
            throw new IllegalArgumentException("the filter " + json + " is no JSON object: " + e.getMessage(), e);
        }
    }

    /// @return the label of a field
    /// @throws IllegalArgumentException if there is no such field
    public static String checkedField(String label) {
        return Field.ofLabel(label.strip())
                .map(Field::label)
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of " + Field.labels()));
    }

    BsonDocument filter() {
        return where == null ? new BsonDocument() : BsonDocument.parse(where);
    }

    /// Without [#fields], what the records themselves show.
    ///
    /// @param said paths that people gave; an empty one says that there is no such field
    /// @throws IllegalArgumentException if no field can be taken for the text
    ImportSettings guessed(Map<String, String> said, List<BsonDocument> sample) {
        var guessed = new TreeMap<String, String>();
        FieldGuess.of(sample).forEach((field, path) -> guessed.put(field.label(), path));
        guessed.putAll(said);
        guessed.values().removeIf(String::isEmpty);
        if (!guessed.containsKey(Field.BODY.label())) {
            throw new IllegalArgumentException("none of its fields looks like a text. Say which is: --map body=FIELD");
        }
        return new ImportSettings(guessed, format, category, where, changedField);
    }

    /// @param users of the Handbook, names by id
    Mapping mapping(Map<String, String> users) {
        if (fields.isEmpty()) {
            return new HandbookMapping(users);
        }
        var paths = new EnumMap<Field, String>(Field.class);
        fields.forEach((label, path) -> paths.put(Field.ofLabel(label).orElseThrow(), path));
        return new FieldMapping(
                paths,
                format == null ? null : Piece.Format.ofLabel(format),
                category == null ? null : Category.ofLabel(category));
    }
}
