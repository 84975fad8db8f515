package llmtwin.aws;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Attributes of a DynamoDB item, written and read by type. Null is never stored: the attribute is left out.
final class Item {
    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    static Item empty() {
        return new Item(new HashMap<>());
    }

    static Item of(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    static Item key(String pk, String sk) {
        return empty().put("pk", pk).put("sk", sk);
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue time(Instant value) {
        return number(value.toEpochMilli());
    }

    static AttributeValue texts(Map<String, String> values) {
        var texts = new TreeMap<String, AttributeValue>();
        values.forEach((name, value) -> texts.put(name, text(value)));
        return AttributeValue.fromM(texts);
    }

    Item put(String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, text(value));
        }
        return this;
    }

    Item put(String name, @Nullable URI value) {
        return put(name, value == null ? null : value.toString());
    }

    Item put(String name, long value) {
        attributes.put(name, number(value));
        return this;
    }

    Item put(String name, @Nullable Instant value) {
        return value == null ? this : put(name, value.toEpochMilli());
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /// @throws IllegalStateException if there is no such text
    String text(String name, Class<?> of) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("a " + of.getSimpleName() + " without " + name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    @Nullable
    String textOrNull(String name) {
        return optional(name).orElse(null);
    }

    /// Empty if there are none.
    Map<String, String> texts(String name) {
        var texts = new TreeMap<String, String>();
        var value = attributes.get(name);
        if (value != null) {
            value.m().forEach((key, text) -> texts.put(key, text.s()));
        }
        return texts;
    }

    @Nullable
    URI uriOrNull(String name) {
        return optional(name).map(URI::create).orElse(null);
    }

    /// A set of texts; empty if there is none.
    Set<String> members(String name) {
        var value = attributes.get(name);
        return value == null ? Set.of() : Set.copyOf(value.ss());
    }

    /// @throws IllegalStateException if there are none
    byte[] bytes(String name) {
        var value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("an item without " + name);
        }
        return value.b().asByteArray();
    }

    long number(String name, long otherwise) {
        var value = attributes.get(name);
        return value == null ? otherwise : Long.parseLong(value.n());
    }

    /// The epoch if there is none.
    Instant time(String name) {
        return Instant.ofEpochMilli(number(name, 0));
    }

    @Nullable
    Instant timeOrNull(String name) {
        return has(name) ? time(name) : null;
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }
}
