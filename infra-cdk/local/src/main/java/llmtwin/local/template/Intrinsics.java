package llmtwin.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Replaces intrinsic functions by their values, as CloudFormation's template reference defines them.
final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final JsonNode template;
    private final Names names;

    Intrinsics(JsonNode template, Names names) {
        this.template = template;
        this.names = names;
    }

    Resource resource(String id, JsonNode definition) {
        String type = definition.path("Type").asString("");
        ResourceTypes.requireKnown(type, id);
        JsonNode used = ResourceTypes.BUILT.contains(type) ? resolve(definition.path("Properties")) : null;
        JsonNode properties = used == null ? JSON.objectNode() : used;
        return new Resource(id, type, names.ref(type, id, name(id, definition)), properties);
    }

    /// @param condition the name of one, or nothing, which holds
    boolean holds(JsonNode condition) {
        if (condition.isMissingNode()) {
            return true;
        }
        JsonNode definition = template.path("Conditions").path(condition.asString());
        if (definition.isMissingNode()) {
            throw new IllegalStateException("condition " + condition.asString() + " is not in the template");
        }
        return truth(definition);
    }

    /// The value, or null where the template says `AWS::NoValue`.
    @Nullable
    JsonNode resolve(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = JSON.arrayNode();
            array.forEach(element -> Optional.ofNullable(resolve(element)).ifPresent(resolved::add));
            return resolved;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1) {
            var only = object.properties().iterator().next();
            if (isFunction(only.getKey())) {
                return apply(only.getKey(), only.getValue());
            }
        }
        ObjectNode resolved = JSON.objectNode();
        object.properties()
                .forEach(entry -> Optional.ofNullable(resolve(entry.getValue()))
                        .ifPresent(value -> resolved.set(entry.getKey(), value)));
        return resolved;
    }

    private static boolean isFunction(String key) {
        return key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::");
    }

    private @Nullable JsonNode apply(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asString());
            case "Condition" -> BooleanNode.valueOf(holds(argument));
            case "Fn::GetAtt" -> StringNode.valueOf(attribute(argument));
            case "Fn::Sub" -> StringNode.valueOf(substituted(argument));
            case "Fn::Join" -> StringNode.valueOf(String.join(argument.get(0).asString(), texts(argument.get(1))));
            case "Fn::Select" ->
                StringNode.valueOf(texts(argument.get(1)).get(Integer.parseInt(text(argument.get(0)))));
            case "Fn::Split" -> split(argument.get(0).asString(), text(argument.get(1)));
            case "Fn::Base64" ->
                StringNode.valueOf(
                        Base64.getEncoder().encodeToString(text(argument).getBytes(UTF_8)));
            case "Fn::FindInMap" ->
                template.path("Mappings")
                        .path(text(argument.get(0)))
                        .path(text(argument.get(1)))
                        .path(text(argument.get(2)));
            case "Fn::If" -> resolve(argument.get(holds(argument.get(0)) ? 1 : 2));
            case "Fn::Equals" -> BooleanNode.valueOf(text(argument.get(0)).equals(text(argument.get(1))));
            case "Fn::Not" -> BooleanNode.valueOf(!truth(argument.get(0)));
            case "Fn::And" -> BooleanNode.valueOf(argument.valueStream().allMatch(this::truth));
            case "Fn::Or" -> BooleanNode.valueOf(argument.valueStream().anyMatch(this::truth));
            default -> throw new IllegalStateException(function + " is not known to the local stack");
        };
    }

    private @Nullable JsonNode ref(String id) {
        return switch (id) {
            case "AWS::NoValue" -> null;
            case "AWS::Region" -> StringNode.valueOf(names.region());
            case "AWS::AccountId" -> StringNode.valueOf(names.account());
            case "AWS::Partition" -> StringNode.valueOf("aws");
            case "AWS::URLSuffix" -> StringNode.valueOf("amazonaws.com");
            case "AWS::StackName", "AWS::StackId" -> StringNode.valueOf(names.stack());
            case "AWS::NotificationARNs" -> JSON.arrayNode();
            default -> {
                JsonNode parameter = template.path("Parameters").path(id);
                yield parameter.isMissingNode() ? StringNode.valueOf(physicalRef(id)) : defaultOf(id, parameter);
            }
        };
    }

    private static JsonNode defaultOf(String id, JsonNode parameter) {
        if (!parameter.has("Default")) {
            throw new IllegalStateException("parameter " + id + " has no default");
        }
        return parameter.get("Default");
    }

    private String physicalRef(String id) {
        JsonNode definition = definition(id);
        return names.ref(type(definition), id, name(id, definition));
    }

    /// @param argument `["Id", "Attribute"]` or `"Id.Attribute"`
    private String attribute(JsonNode argument) {
        String path = argument.isArray() ? String.join(".", texts(argument)) : argument.asString();
        int dot = path.indexOf('.');
        String id = path.substring(0, dot);
        JsonNode definition = definition(id);
        return names.attribute(type(definition), id, name(id, definition), path.substring(dot + 1));
    }

    private JsonNode definition(String id) {
        JsonNode definition = template.path("Resources").path(id);
        if (definition.isMissingNode()) {
            throw new IllegalStateException(id + " is neither a resource nor a parameter of the template");
        }
        return definition;
    }

    private static String type(JsonNode definition) {
        return definition.path("Type").asString("");
    }

    private String name(String id, JsonNode definition) {
        String type = type(definition);
        JsonNode properties = definition.path("Properties");
        return switch (type) {
            case "AWS::Lambda::Version" -> functionArn(properties) + ":1";
            case "AWS::Lambda::Alias" -> functionArn(properties) + ":" + text(properties.path("Name"));
            default ->
                Names.nameProperty(type)
                        .map(properties::path)
                        .filter(name -> !name.isMissingNode())
                        .map(this::text)
                        .orElseGet(() -> names.generated(id));
        };
    }

    private String functionArn(JsonNode properties) {
        return names.functionArn(text(properties.path("FunctionName")));
    }

    /// @param argument a text, or `[text, {name: value}]`
    private String substituted(JsonNode argument) {
        String text = argument.isArray() ? argument.get(0).asString() : argument.asString();
        Map<String, String> own = argument.isArray()
                ? argument.get(1)
                        .propertyStream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())))
                : Map.of();
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String value = name.startsWith("!") ? "${" + name.substring(1) + "}" : own.getOrDefault(name, "");
            if (value.isEmpty() && !own.containsKey(name)) {
                value = name.contains(".") ? attribute(StringNode.valueOf(name)) : textOf(ref(name));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private ArrayNode split(String separator, String text) {
        ArrayNode parts = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private boolean truth(JsonNode node) {
        return Boolean.parseBoolean(text(node));
    }

    private String text(JsonNode node) {
        return textOf(resolve(node));
    }

    private static String textOf(@Nullable JsonNode node) {
        if (node == null || !node.isValueNode()) {
            throw new IllegalStateException("a text was expected in the template, not " + node);
        }
        return node.asString();
    }

    private List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        JsonNode list = resolve(node);
        if (list != null) {
            list.forEach(element -> texts.add(textOf(element)));
        }
        return texts;
    }
}
