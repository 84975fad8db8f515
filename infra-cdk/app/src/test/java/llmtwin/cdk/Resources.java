package llmtwin.cdk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.assertions.Template;

/// The resources of a synthesized template, to ask about.
record Resources(List<Resource> all) {

    static Resources of(Synthesis synthesis) {
        var resources = map(Template.fromStack(synthesis.stack()).toJSON().get("Resources"));
        return new Resources(resources.entrySet().stream()
                .map(entry -> new Resource(entry.getKey(), map(entry.getValue())))
                .toList());
    }

    /// @param type such as `SQS::Queue`
    List<Resource> ofType(String type) {
        return all.stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /// The only resource of a type that a property leads to.
    Resource referred(@Nullable Object from, String type) {
        var ids = references(from).toList();
        return ofType(type).stream()
                .filter(resource -> ids.contains(resource.id()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + type + " in " + from));
    }

    /// The function that an alias stands for.
    Resource function(@Nullable Object refersToAlias) {
        return referred(referred(refersToAlias, "Lambda::Alias").at("FunctionName"), "Lambda::Function");
    }

    /// @param name its construct id, such as `crawl`
    Resource function(String name) {
        return ofType("Lambda::Function").stream()
                .filter(function -> function.id().startsWith(name + "Function"))
                .findFirst()
                .orElseThrow();
    }

    /// The statements of every policy of a function's role.
    List<Map<String, Object>> statements(Resource function) {
        var role = referred(function.at("Role"), "IAM::Role");
        return ofType("IAM::Policy").stream()
                .filter(policy -> references(policy.at("Roles")).toList().contains(role.id()))
                .flatMap(policy -> list(policy.at("PolicyDocument", "Statement")).stream())
                .map(Resources::map)
                .toList();
    }

    /// The logical ids that a property refers to.
    static Stream<String> references(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("Ref") instanceof String id -> Stream.of(id);
            case Map<?, ?> map
            when map.get("Fn::GetAtt") instanceof List<?> attribute ->
                Stream.of(attribute.getFirst().toString());
            case Map<?, ?> map -> map.values().stream().flatMap(Resources::references);
            case Collection<?> list -> list.stream().flatMap(Resources::references);
            case null, default -> Stream.of();
        };
    }

    /// The items of a list; a single value counts as a list of one.
    static List<?> list(@Nullable Object node) {
        return node instanceof List<?> list ? list : List.of(Objects.requireNonNull(node));
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    /// @param json type, properties and the rest
    record Resource(String id, Map<String, Object> json) {

        String type() {
            return String.valueOf(json.get("Type")).substring("AWS::".length());
        }

        /// A property of a property …
        ///
        /// @throws NoSuchElementException if there is none
        Object at(String... path) {
            Object node = map(json.get("Properties"));
            for (var name : path) {
                node = child(node, name);
            }
            return node;
        }

        private Object child(Object node, String name) {
            return Optional.ofNullable(map(node).get(name))
                    .orElseThrow(() -> new NoSuchElementException(id + " has no " + name));
        }

        int number(String... path) {
            return ((Number) at(path)).intValue();
        }

        boolean has(String property) {
            return map(json.get("Properties")).containsKey(property);
        }
    }
}
