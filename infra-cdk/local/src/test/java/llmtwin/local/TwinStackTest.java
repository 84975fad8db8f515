package llmtwin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import llmtwin.aws.AwsClients;
import llmtwin.core.Json;
import llmtwin.local.cloud.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinStackTest {
    private Path home;
    private TwinStack stack;
    private SqsClient sqs;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        stack = TwinStack.start(options());
        sqs = AwsClients.from(stack.environment()).sqs();
    }

    @AfterAll
    void stop() {
        sqs.close();
        stack.close();
    }

    private StackOptions options() throws Exception {
        URI template = Objects.requireNonNull(TwinStackTest.class.getResource("/tiny-template.json"))
                .toURI();
        return new StackOptions(Path.of(template), home, Ports.anyFree(), false, Map.of("GREETING", "overridden"));
    }

    @Test
    void an_object_dropped_in_the_bucket_reaches_the_function() throws Exception {
        try (S3Client s3 = AwsClients.from(stack.environment()).s3()) {
            s3.putObject(request -> request.bucket(variable("BUCKET")).key("in/essay.md"), RequestBody.fromString("x"));
        }

        assertNotNull(receivedWith("in/essay.md"));
    }

    @Test
    void a_message_reported_as_failed_comes_again_alone_and_ends_in_the_dead_letter_queue() throws Exception {
        send("good-1", "bad-1");

        assertEquals("good-1#1", receivedWith("good-1"));
        assertEquals("bad-1#1", receivedWith("bad-1"));
        assertEquals("bad-1#2", receivedWith("bad-1"));
        assertEquals("bad-1", dead("bad-1").body());
    }

    @Test
    void a_function_that_throws_leaves_its_batch_in_the_queue() throws Exception {
        send("burst-1");

        assertEquals("burst-1#1", receivedWith("burst-1"));
        assertEquals("burst-1#2", receivedWith("burst-1"));
        assertEquals("burst-1", dead("burst-1").body());
    }

    @Test
    void the_api_answers_with_the_environment_given_at_start() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(stack.api().resolve("/open")).build(), HttpResponse.BodyHandlers.ofString());

            assertEquals(
                    "overridden", Json.tree(response.body()).get("greeting").asString());
        }
    }

    @Test
    void the_table_has_its_index_and_its_time_to_live() {
        try (DynamoDbClient dynamoDb = AwsClients.from(stack.environment()).dynamoDb()) {
            String table = variable("TABLE");

            assertEquals(
                    "due",
                    dynamoDb.describeTable(request -> request.tableName(table))
                            .table()
                            .globalSecondaryIndexes()
                            .getFirst()
                            .indexName());
            assertEquals(
                    TimeToLiveStatus.ENABLED,
                    dynamoDb.describeTimeToLive(request -> request.tableName(table))
                            .timeToLiveDescription()
                            .timeToLiveStatus());
        }
    }

    @Test
    void the_secret_says_where_the_vector_server_is() {
        var secret = Json.tree(AwsClients.from(stack.environment()).secret("tiny/qdrant"));

        assertEquals("127.0.0.1", secret.get("host").asString());
        assertEquals(stack.cloud().qdrantPort(), secret.get("port").asInt());
    }

    @Test
    void a_second_stack_on_the_same_home_is_refused() {
        var refused = assertThrows(AlreadyRunning.class, () -> TwinStack.start(options()));

        assertEquals(home + " is in use by process " + ProcessHandle.current().pid(), refused.getMessage());
    }

    @Test
    void a_second_start_finds_everything_made_and_goes_on() throws Exception {
        sqs.close();
        stack.close();

        stack = TwinStack.start(options());
        sqs = AwsClients.from(stack.environment()).sqs();
        send("after restart");

        assertNotNull(receivedWith("after restart"));
    }

    private void send(String... bodies) {
        sqs.sendMessageBatch(request -> request.queueUrl(variable("QUEUE_URL"))
                .entries(Stream.of(bodies)
                        .map(body -> SendMessageBatchRequestEntry.builder()
                                .id(body.replace(' ', '-'))
                                .messageBody(body)
                                .build())
                        .toList()));
    }

    /// The next message with this in it that the worker gets.
    private static String receivedWith(String part) throws InterruptedException {
        while (true) {
            String received = TinyHandlers.RECEIVED.poll(20, TimeUnit.SECONDS);
            assertNotNull(received, part + " did not come");
            if (received.contains(part)) {
                return received;
            }
            TinyHandlers.RECEIVED.add(received);
        }
    }

    private Message dead(String body) {
        for (int i = 0; i < 10; i++) {
            List<Message> messages = sqs.receiveMessage(request ->
                            request.queueUrl(variable("DEAD_QUEUE_URL")).waitTimeSeconds(2))
                    .messages();
            for (Message message : messages) {
                if (message.body().equals(body)) {
                    return message;
                }
            }
        }
        throw new AssertionError(body + " is not in the dead-letter queue");
    }

    private String variable(String name) {
        String value = stack.environment().get(name);
        assertTrue(value != null, name);
        return Objects.requireNonNull(value);
    }
}
