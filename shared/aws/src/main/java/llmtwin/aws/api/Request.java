package llmtwin.aws.api;

import java.util.Map;
import java.util.Optional;
import llmtwin.core.TwinId;
import org.jspecify.annotations.Nullable;

/// What a caller sent, as far as routes need it.
///
/// @param twin the twin the caller's key is bound to; null without a key
/// @param path the parts of the path that vary, by their name in the route's template
/// @param query the first value of each query parameter
/// @param body as text; empty if there is none
public record Request(@Nullable TwinId twin, Map<String, String> path, Map<String, String> query, String body) {
    public Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /// A part of the path that the route's template names.
    public String part(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    /// A query parameter; empty if it is missing or blank.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /// @throws IllegalArgumentException if it is given and no whole number in the range
    public int number(String name, int min, int max, int otherwise) {
        var text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Bounds.checked(name, Integer.parseInt(text.get()), min, max);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " '" + text.get() + "' is not a whole number", e);
        }
    }

    /// The body as a JSON object.
    ///
    /// @throws IllegalArgumentException if it is none
    public Fields fields() {
        return Fields.of(body);
    }
}
