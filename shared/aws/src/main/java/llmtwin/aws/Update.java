package llmtwin.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// One conditional update of one item, put together attribute by attribute.
final class Update {
    private final Map<String, AttributeValue> key;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final List<String> alternatives = new ArrayList<>();

    Update(String pk, String sk) {
        this.key = Item.key(pk, sk).attributes();
    }

    /// Sets the attribute, or removes it if the value is null.
    Update set(String name, @Nullable AttributeValue value) {
        if (value == null) {
            return remove(name);
        } else {
            sets.add(name(name) + " = " + value(name, value));
        }
        return this;
    }

    Update set(String name, @Nullable String value) {
        return set(name, value == null ? null : Item.text(value));
    }

    Update setIfMissing(String name, @Nullable String value) {
        return value == null ? this : setIfMissing(name, Item.text(value));
    }

    Update setIfMissing(String name, AttributeValue value) {
        var alias = name(name);
        sets.add(alias + " = if_not_exists(" + alias + ", " + value(name, value) + ")");
        return this;
    }

    /// Adds to a set.
    Update add(String name, String value) {
        adds.add(name(name) + " " + value("added", AttributeValue.fromSs(List.of(value))));
        return this;
    }

    /// Takes out of a set.
    Update takeOut(String name, String value) {
        deletes.add(name(name) + " " + value("taken", AttributeValue.fromSs(List.of(value))));
        return this;
    }

    Update remove(String name) {
        removes.add(name(name));
        return this;
    }

    /// Adds a condition; the update happens if any of those added holds. Names and values in it are aliases made by
    /// [#name(String)] and [#value(String, AttributeValue)].
    Update onlyIf(String condition) {
        alternatives.add("(" + condition + ")");
        return this;
    }

    String name(String attribute) {
        var alias = "#" + attribute;
        names.put(alias, attribute);
        return alias;
    }

    String value(String label, AttributeValue value) {
        var alias = ":" + label;
        values.put(alias, value);
        return alias;
    }

    /// @return false, with nothing changed, if no condition held
    boolean applyTo(DynamoDbClient dynamoDb, String table) {
        return replaced(dynamoDb, table).isPresent();
    }

    /// @return the item as it was before; empty, with nothing changed, if no condition held
    Optional<Item> replaced(DynamoDbClient dynamoDb, String table) {
        var expression = Map.of("SET", sets, "REMOVE", removes, "ADD", adds, "DELETE", deletes).entrySet().stream()
                .filter(clause -> !clause.getValue().isEmpty())
                .map(clause -> clause.getKey() + " " + String.join(", ", clause.getValue()))
                .collect(Collectors.joining(" "));
        try {
            var answer = dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression(expression)
                    .conditionExpression(alternatives.isEmpty() ? null : String.join(" OR ", alternatives))
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values.isEmpty() ? null : values)
                    .returnValues(ReturnValue.ALL_OLD));
            return Optional.of(Item.of(answer.attributes()));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }
}
