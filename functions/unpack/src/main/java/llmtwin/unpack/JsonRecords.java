package llmtwin.unpack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records of a JSON file, one at a time, however long the file is.
final class JsonRecords {
    /// Before an array, X assigns it: `window.YTD.tweets.part0 = [`.
    private static final int MAX_PREFIX = 256;

    /// As a tree, empty objects take some thirty times their bytes.
    private static final int MAX_RECORD = 8 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(100)
                            .maxNameLength(10_000)
                            .build())
                    .build())
            // After a record comes the next one.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRecords() {}

    /// What is done with one record.
    interface Reading {
        void read(JsonNode node) throws IOException;
    }

    /// The elements of the array that an entry is, or its objects if each stands on a line of its own.
    static void each(Archive archive, String entry, Reading reading) throws IOException {
        each(archive, entry, null, reading);
    }

    /// The elements of one array in the object that an entry is, or of the array that it is.
    ///
    /// @param field of the object; null if objects are the records
    static void each(Archive archive, String entry, @Nullable String field, Reading reading) throws IOException {
        try (var in = new BufferedInputStream(archive.open(entry))) {
            skipAssignment(in);
            var limit = new RecordLimit(in, MAX_RECORD);
            try (var parser = MAPPER.createParser(limit)) {
                parse(archive, parser, limit, field, reading);
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof Unreadable reason) {
                throw reason;
            }
            throw new Unreadable(entry + " is damaged or cut short", e);
        }
    }

    private static void parse(
            Archive archive, JsonParser parser, RecordLimit limit, @Nullable String field, Reading reading)
            throws IOException {
        var start = parser.nextToken();
        if (start == JsonToken.START_OBJECT && field != null) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = field.equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    elements(parser, limit, reading);
                } else {
                    limit.next();
                    parser.skipChildren();
                }
            }
        } else if (start == JsonToken.START_ARRAY) {
            elements(parser, limit, reading);
        } else if (start == JsonToken.START_OBJECT) {
            reading.read(MAPPER.readTree(parser));
            // One record on each line, if there are more.
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                archive.endUntold();
                limit.next();
                reading.read(MAPPER.readTree(parser));
            }
        } else {
            throw new Unreadable("it holds no list of records");
        }
    }

    private static void elements(JsonParser parser, RecordLimit limit, Reading reading) throws IOException {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new Unreadable("it is cut short");
            }
            limit.next();
            reading.read(MAPPER.readTree(parser));
        }
    }

    private static void skipAssignment(InputStream in) throws IOException {
        in.mark(MAX_PREFIX + 1);
        for (int i = 0; i < MAX_PREFIX; i++) {
            int c = in.read();
            if (c == '=') {
                return;
            }
            if (c < 0 || c == '[' || c == '{') {
                break;
            }
        }
        in.reset();
    }

    /// A text or a number as text; empty for anything else.
    static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString()
                ? value.stringValue()
                : value.isNumber() ? value.numberValue().toString() : "";
    }

    /// As seconds since 1970.
    static double number(JsonNode node, String field) {
        return node.path(field).asDouble(0);
    }
}
