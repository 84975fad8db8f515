package llmtwin.local.mongo;

import java.util.Map;
import java.util.function.Consumer;
import llmtwin.core.Json;
import llmtwin.unpack.HandbookRecords;
import llmtwin.unpack.Member;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import tools.jackson.databind.JsonNode;

/// Records of the LLM Engineer's Handbook.
///
/// @param users names by the id of the user
record HandbookMapping(Map<String, String> users) implements Mapping {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    HandbookMapping {
        users = Map.copyOf(users);
    }

    static JsonNode json(BsonDocument record) {
        return Json.tree(record.toJson(RELAXED));
    }

    @Override
    public void read(BsonDocument record, String name, Consumer<Member> members) {
        var json = json(record);
        if (HandbookRecords.recognises(json)) {
            HandbookRecords.read(json, name, users, members);
        } else {
            members.accept(new Member.Skipped(name, "it is no record of the Handbook"));
        }
    }

    @Override
    public String describe() {
        return "as the LLM Engineer's Handbook keeps it";
    }
}
