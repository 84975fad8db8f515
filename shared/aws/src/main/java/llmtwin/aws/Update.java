package llmtwin.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// One conditional update of one item, put together attribute by attribute.
final class Update {
    private final Map<String, AttributeValue> key;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
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
        var expression = new StringBuilder();
        if (!sets.isEmpty()) {
            expression.append("SET ").append(String.join(", ", sets));
        }
        if (!removes.isEmpty()) {
            expression.append(" REMOVE ").append(String.join(", ", removes));
        }
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key)
                    .updateExpression(expression.toString().strip())
                    .conditionExpression(alternatives.isEmpty() ? null : String.join(" OR ", alternatives))
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }
}
