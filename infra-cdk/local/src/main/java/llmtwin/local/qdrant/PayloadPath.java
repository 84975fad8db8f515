package llmtwin.local.qdrant;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A key into a payload: steps through nested objects. Lists are entered on the way, so `a[].b` and `a.b` mean the
/// same.
///
/// @param steps at least one
record PayloadPath(List<String> steps) {
    PayloadPath {
        steps = List.copyOf(steps);
    }

    static PayloadPath of(String key) {
        return new PayloadPath(Arrays.stream(key.split("\\.", -1))
                .map(step -> step.replace("[]", ""))
                .toList());
    }

    /// The path as the index's field names hold it.
    String name() {
        return String.join(".", steps);
    }

    /// The values at this path, lists replaced by their elements.
    Stream<Value> values(Map<String, Value> payload) {
        var value = payload.get(steps.getFirst());
        return value == null ? Stream.empty() : values(value, steps.subList(1, steps.size()));
    }

    private static Stream<Value> values(Value value, List<String> rest) {
        if (value.hasListValue()) {
            return value.getListValue().getValuesList().stream().flatMap(element -> values(element, rest));
        }
        if (rest.isEmpty()) {
            return Stream.of(value);
        }
        return value.hasStructValue()
                ? new PayloadPath(rest).values(value.getStructValue().getFieldsMap())
                : Stream.empty();
    }

    /// The payload without what any of the paths leads to.
    static Map<String, Value> without(Map<String, Value> payload, List<PayloadPath> paths) {
        var left = new HashMap<String, Value>();
        payload.forEach((key, value) -> {
            var deeper = deeper(paths, key);
            if (deeper.stream().noneMatch(List::isEmpty)) {
                left.put(key, inside(value, fields -> without(fields, nested(deeper))));
            }
        });
        return left;
    }

    /// Only what the paths lead to.
    static Map<String, Value> only(Map<String, Value> payload, List<PayloadPath> paths) {
        var kept = new HashMap<String, Value>();
        payload.forEach((key, value) -> {
            var deeper = deeper(paths, key);
            if (deeper.stream().anyMatch(List::isEmpty)) {
                kept.put(key, value);
            } else if (!deeper.isEmpty() && (value.hasStructValue() || value.hasListValue())) {
                kept.put(key, inside(value, fields -> only(fields, nested(deeper))));
            }
        });
        return kept;
    }

    /// What is left of the paths that start with `key`.
    private static List<List<String>> deeper(List<PayloadPath> paths, String key) {
        return paths.stream()
                .filter(path -> path.steps.getFirst().equals(key))
                .map(path -> path.steps.subList(1, path.steps.size()))
                .toList();
    }

    private static List<PayloadPath> nested(List<List<String>> deeper) {
        return deeper.stream().map(PayloadPath::new).toList();
    }

    private static Value inside(Value value, UnaryOperator<Map<String, Value>> change) {
        if (value.hasStructValue()) {
            var fields = change.apply(value.getStructValue().getFieldsMap());
            return Value.newBuilder()
                    .setStructValue(Struct.newBuilder().putAllFields(fields))
                    .build();
        }
        if (value.hasListValue()) {
            var elements = value.getListValue().getValuesList().stream()
                    .map(element -> inside(element, change))
                    .toList();
            return Value.newBuilder()
                    .setListValue(ListValue.newBuilder().addAllValues(elements))
                    .build();
        }
        return value;
    }
}
