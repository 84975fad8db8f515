package llmtwin.local.e2e;

import static llmtwin.local.e2e.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmtwin.core.TwinId;
import llmtwin.local.cloud.BucketNotification;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.cloud.EmbeddedCloud;
import llmtwin.local.cloud.Ports;
import llmtwin.local.qdrant.QdrantServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a twin does while its index is out of reach.
class OutageIT {
    @TempDir
    Path home;

    @Test
    void while_the_index_is_down_questions_get_a_503_and_documents_wait() throws Exception {
        var index = QdrantServer.start(home.resolve("index"), 0);
        int port = index.port();
        try (var cloud = new IndexElsewhere(EmbeddedCloud.start(home.resolve("cloud"), Ports.anyFree()), port);
                var twin = RunningTwin.over(cloud, home)) {
            var api = new ApiClient(twin.api(), twin.newKey(new TwinId("me")));
            var first = api.upload("first.md", "# First\n\nThe ferry leaves the island at noon on every weekday.\n");
            eventually("it is found", () -> state(api, first), "searchable"::equals);

            index.close();
            var refused = api.post("/v1/ask", Map.of("question", "When does the ferry leave?"));
            var second =
                    api.upload("second.md", "# Second\n\nThe last bus waits for the ferry even when it is late.\n");
            var waiting = eventually(
                    "the problem is noted",
                    () -> api.get("/v1/documents/" + second).body(),
                    document -> !document.path("problem").asString("").isEmpty());

            assertEquals(503, refused.status(), refused.toString());
            assertTrue(refused.contentType().startsWith("application/problem+json"), refused.contentType());
            assertEquals("cleaned", waiting.path("state").asString());

            try (var again = QdrantServer.start(home.resolve("index"), port)) {
                assertEquals(port, again.port());
                eventually("the second is found, too", () -> state(api, second), "searchable"::equals);
                assertEquals(
                        200,
                        api.post("/v1/ask", Map.of("question", "When does the ferry leave?"))
                                .status());
            }
        }
    }

    private static String state(ApiClient api, String id) {
        return api.get("/v1/documents/" + id).body().path("state").asString("");
    }

    /// The embedded cloud with an index that a test can stop.
    private record IndexElsewhere(EmbeddedCloud cloud, int qdrantPort) implements Cloud {
        @Override
        public URI s3() {
            return cloud.s3();
        }

        @Override
        public URI sqs() {
            return cloud.sqs();
        }

        @Override
        public URI dynamoDb() {
            return cloud.dynamoDb();
        }

        @Override
        public URI secretsManager() {
            return cloud.secretsManager();
        }

        @Override
        public URI sageMakerRuntime() {
            return cloud.sageMakerRuntime();
        }

        @Override
        public String qdrantHost() {
            return "127.0.0.1";
        }

        @Override
        public String region() {
            return cloud.region();
        }

        @Override
        public String accessKey() {
            return cloud.accessKey();
        }

        @Override
        public String secretKey() {
            return cloud.secretKey();
        }

        @Override
        public void notifyQueues(String bucket, List<BucketNotification> rules) {
            cloud.notifyQueues(bucket, rules);
        }

        @Override
        public void keepSecret(String id, String value) {
            cloud.keepSecret(id, value);
        }

        @Override
        public void close() {
            cloud.close();
        }
    }
}
