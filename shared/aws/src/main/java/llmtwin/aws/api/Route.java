package llmtwin.aws.api;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import llmtwin.core.TwinId;

/// One thing that callers can ask for.
///
/// @param method in capitals
/// @param template path with names in braces for the parts that vary, such as `/v1/sources/{source}`
/// @param open whether it is answered without an API key
public record Route(String method, String template, boolean open, Action action) {
    /// What answers a request.
    @FunctionalInterface
    public interface Action {
        Response answer(Request request);
    }

    /// What answers a request that came with a key.
    @FunctionalInterface
    public interface KeyedAction {
        Response answer(TwinId twin, Request request);
    }

    /// A route that needs a key; the twin is the one the key is bound to.
    public static Route keyed(String method, String template, KeyedAction action) {
        return new Route(method, template, false, request -> {
            var twin = request.twin();
            return twin == null ? Response.unauthorized() : action.answer(twin, request);
        });
    }

    /// A route that anyone may use.
    public static Route open(String method, String template, Function<Request, Response> action) {
        return new Route(method, template, true, action::apply);
    }

    /// The parts of the path that vary, by name; empty if the path is another one.
    Optional<Map<String, String>> match(String path) {
        var names = parts(template);
        var values = parts(path);
        if (names.size() != values.size()) {
            return Optional.empty();
        }
        var matched = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.startsWith("{") && !values.get(i).isEmpty()) {
                matched.put(name.substring(1, name.length() - 1), values.get(i));
            } else if (!name.equals(values.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(matched);
    }

    private static List<String> parts(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
