package llmtwin.local.template;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// A resource with every reference in its properties already replaced by its value.
///
/// @param id the logical id
/// @param ref what `Ref` gives for it: its name, URL or id
public record Resource(String id, String type, String ref, JsonNode properties) {
    /// A property that the template has to have.
    ///
    /// @throws IllegalStateException naming resource and property
    public String text(String property) {
        return optionalText(property)
                .orElseThrow(() -> new IllegalStateException(id + " (" + type + ") has no " + property));
    }

    public Optional<String> optionalText(String property) {
        JsonNode value = properties.path(property);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }

    public OptionalInt number(String property) {
        return optionalText(property)
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElseGet(OptionalInt::empty);
    }
}
