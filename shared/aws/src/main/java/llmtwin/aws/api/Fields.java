package llmtwin.aws.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import llmtwin.core.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON object that a caller sent. Whatever is wrong is said with the field's name.
public final class Fields {
    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields of(String json) {
        JsonNode node;
        try {
            node = Json.tree(json);
        } catch (IllegalArgumentException e) {
            // The parser's own words name its classes and the text; the caller is told in ours.
            throw new IllegalArgumentException("the body is not a JSON object", e);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        return new Fields(node);
    }

    /// @throws IllegalArgumentException if the field is missing or no text
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException("field '" + name + "' is missing"));
    }

    /// Empty if the field is missing or null.
    ///
    /// @throws IllegalArgumentException if it is no text
    public Optional<String> optionalText(String name) {
        var value = present(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("field '" + name + "' is not a text");
        }
        return Optional.of(value.stringValue());
    }

    /// Empty if the field is missing or null.
    ///
    /// @throws IllegalArgumentException if it is no whole number
    public OptionalLong optionalNumber(String name) {
        var value = present(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("field '" + name + "' is not a whole number");
        }
        return OptionalLong.of(value.longValue());
    }

    /// @throws IllegalArgumentException if it is given and no whole number in the range
    public int number(String name, int min, int max, int otherwise) {
        return Bounds.checked(name, optionalNumber(name).orElse(otherwise), min, max);
    }

    /// False if the field is missing or null.
    ///
    /// @throws IllegalArgumentException if it is neither true nor false
    public boolean flag(String name) {
        var value = present(name);
        if (value != null && !value.isBoolean()) {
            throw new IllegalArgumentException("field '" + name + "' is neither true nor false");
        }
        return value != null && value.booleanValue();
    }

    /// One text or a list of them; empty if the field is missing or null.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public List<String> texts(String name) {
        var value = present(name);
        var texts = new ArrayList<String>();
        for (var one : value == null ? List.<JsonNode>of() : value.isArray() ? value : List.of(value)) {
            if (!one.isString()) {
                throw new IllegalArgumentException("field '" + name + "' is neither a text nor a list of texts");
            }
            texts.add(one.stringValue());
        }
        return texts;
    }

    private @Nullable JsonNode present(String name) {
        var value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
