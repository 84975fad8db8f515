package llmtwin.local.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import llmtwin.core.ContentKey;
import llmtwin.core.TwinId;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordNameTest {
    private static final List<String> IDS = List.of(
            "{\"$oid\": \"65f0c0ffee65f0c0ffee65f0\"}",
            "\"65f0c0ffee65f0c0ffee65f0\"",
            "7",
            "\"7\"",
            "7.5",
            "\"a/b\"",
            "\"../../up\"",
            "\".hidden\"",
            "\"a\\u0000b\"",
            "\"a\\nb\"",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"A\"",
            "\"ü\"",
            "\"" + "x".repeat(5_000) + "\"",
            "{\"$uuid\": \"0c8ed2d0-32a1-4c66-9f1f-0d8a6a3b2f10\"}",
            "\"uuid-0c8ed2d0-32a1-4c66-9f1f-0d8a6a3b2f10\"",
            "{\"a\": 1, \"b\": \"/\"}",
            "{\"b\": \"/\", \"a\": 1}",
            "{\"$date\": \"2024-05-01T10:00:00Z\"}",
            "{\"$binary\": {\"base64\": \"AAEC\", \"subType\": \"00\"}}",
            "true",
            "null");

    private static String name(String id) {
        return RecordName.of("mongodb/d/c/", BsonDocument.parse("{\"_id\": " + id + "}"));
    }

    @Test
    void ids_of_every_type_have_names_of_their_own_that_lead_nowhere() {
        var names = new HashSet<String>();
        for (var id : IDS) {
            var upload = name(id) + ".piece";
            assertTrue(names.add(upload), id);
            assertEquals(4, upload.split("/").length, id);
            assertEquals("uploads/me/" + upload, new ContentKey.Upload(new TwinId("me"), upload).path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"$oid\": \"65f0c0ffee65f0c0ffee65f0\"}', 65f0c0ffee65f0c0ffee65f0",
        "'\"0c8ed2d0-32a1-4c66-9f1f-0d8a6a3b2f10\"', 0c8ed2d0-32a1-4c66-9f1f-0d8a6a3b2f10",
        "'\"on-beans_2.1\"', on-beans_2.1",
        "-12, -12"
    })
    void usual_ids_are_names_as_they_are(String id, String name) {
        assertEquals("mongodb/d/c/" + name, name(id));
    }

    @Test
    void databases_and_collections_lead_nowhere_either() {
        assertEquals("mongodb/blog/system.notes/", RecordName.prefix("blog", "system.notes"));
        assertTrue(RecordName.prefix("blog", "../a/b").matches("mongodb/blog/sha-[0-9a-f]{32}/"));
    }
}
