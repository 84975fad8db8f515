package llmtwin.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import llmtwin.core.ContentKey;
import llmtwin.core.TwinId;
import org.junit.jupiter.api.Test;

class ObjectCreatedTest {
    @Test
    void the_sample_event_names_the_upload_with_its_real_name() throws Exception {
        var body = Files.readString(Path.of("../../events/s3-object-created.json"));

        assertEquals(
                List.of(new ObjectCreated(
                        new ContentKey.Upload(new TwinId("me"), "notes/a small garden é.md"),
                        Instant.parse("2026-03-01T10:00:00.123Z"),
                        1024)),
                ObjectCreated.of(body));
    }

    @Test
    void a_test_event_and_foreign_objects_give_nothing() {
        assertEquals(List.of(), ObjectCreated.of("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"));
        assertEquals(
                List.of(),
                ObjectCreated.of("{\"Records\":[{\"eventName\":\"ObjectCreated:Put\","
                        + "\"eventTime\":\"2026-03-01T10:00:00Z\",\"s3\":{\"object\":{\"key\":\"logs/x\"}}}]}"));
        assertEquals(
                List.of(),
                ObjectCreated.of("{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\","
                        + "\"s3\":{\"object\":{\"key\":\"uploads/me/a.md\"}}}]}"));
    }

    @Test
    void what_is_no_event_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> ObjectCreated.of("hello"));
    }
}
