package llmtwin.core;

import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Records as JSON and back. Ids, hashes, categories and states are plain strings, instants ISO 8601.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A newer sender may say more than this reader knows.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(TwinId.class, new AsText<>(TwinId.class, TwinId::value))
                    .addDeserializer(TwinId.class, new FromText<>(TwinId.class, TwinId::new))
                    .addSerializer(DocumentId.class, new AsText<>(DocumentId.class, DocumentId::value))
                    .addDeserializer(DocumentId.class, new FromText<>(DocumentId.class, DocumentId::new))
                    .addSerializer(SourceId.class, new AsText<>(SourceId.class, SourceId::value))
                    .addDeserializer(SourceId.class, new FromText<>(SourceId.class, SourceId::new))
                    .addSerializer(Sha256.class, new AsText<>(Sha256.class, Sha256::hex))
                    .addDeserializer(Sha256.class, new FromText<>(Sha256.class, Sha256::new))
                    .addSerializer(AddressSet.class, new AsText<>(AddressSet.class, AddressSet::toString))
                    .addDeserializer(AddressSet.class, new FromText<>(AddressSet.class, AddressSet::of))
                    .addSerializer(Category.class, new AsText<>(Category.class, Category::label))
                    .addDeserializer(Category.class, new FromText<>(Category.class, Category::ofLabel))
                    .addSerializer(State.class, new AsText<>(State.class, State::label))
                    .addDeserializer(State.class, new FromText<>(State.class, State::ofLabel))
                    .addSerializer(Piece.Format.class, new AsText<>(Piece.Format.class, Piece.Format::label))
                    .addDeserializer(Piece.Format.class, new FromText<>(Piece.Format.class, Piece.Format::ofLabel))
                    .addSerializer(Piece.Role.class, new AsText<>(Piece.Role.class, Piece.Role::label))
                    .addDeserializer(Piece.Role.class, new FromText<>(Piece.Role.class, Piece.Role::ofLabel)))
            .build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws IllegalArgumentException if the text is not JSON or not of this type
    public static <T> T read(String json, Class<T> type) {
        try {
            var value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("null is no " + type.getSimpleName());
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /// @throws IllegalArgumentException if the text is not JSON
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static final class AsText<T> extends StdSerializer<T> {
        private final Function<T, String> text;

        AsText(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(text.apply(value));
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return parse.apply(parser.getString());
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(parser.getString(), handledType(), String.valueOf(e.getMessage()));
            }
        }
    }
}
