package llmtwin.local.cloud;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmtwin.aws.AwsClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedCloudTest {
    private Path home;
    private EmbeddedCloud cloud;
    private S3Client s3;
    private SqsClient sqs;
    private DynamoDbClient dynamoDb;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        cloud = EmbeddedCloud.start(home, Ports.anyFree());
        connect();
        s3.createBucket(request -> request.bucket("content"));
    }

    @AfterAll
    void stop() {
        disconnect();
        cloud.close();
    }

    private void connect() {
        AwsClients clients = AwsClients.from(cloud.environment());
        s3 = clients.s3();
        sqs = clients.sqs();
        dynamoDb = clients.dynamoDb();
    }

    private void disconnect() {
        s3.close();
        sqs.close();
        dynamoDb.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.md", "my notes+50% &=?.md", "Übermut 日本語 🎉.pdf", "a%2Fb", "deep//empty/part/"})
    void an_object_comes_back_under_any_key(String name) {
        String key = "any/" + name;

        put(key, "text of " + name);

        assertEquals("text of " + name, text(key));
        assertEquals(
                List.of(key),
                s3.listObjectsV2(request -> request.bucket("content").prefix(key)).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    @Test
    void a_key_may_lie_beside_keys_that_go_on_after_it() {
        put("beside/a", "one");
        put("beside/a/b", "two");

        assertEquals("one", text("beside/a"));
        assertEquals("two", text("beside/a/b"));
    }

    @Test
    void a_listing_has_pages_and_common_prefixes() {
        for (String key : List.of("list/a", "list/b/1", "list/b/2", "list/c")) {
            put(key, "x");
        }

        var first = s3.listObjectsV2(request ->
                request.bucket("content").prefix("list/").delimiter("/").maxKeys(2));
        var second = s3.listObjectsV2(request -> request.bucket("content")
                .prefix("list/")
                .delimiter("/")
                .continuationToken(first.nextContinuationToken()));

        assertEquals("list/a", first.contents().getFirst().key());
        assertEquals("list/b/", first.commonPrefixes().getFirst().prefix());
        assertTrue(first.isTruncated());
        assertEquals(
                List.of("list/c"), second.contents().stream().map(S3Object::key).toList());
    }

    @Test
    void every_version_of_a_key_can_be_listed_and_deleted() {
        put("versions/one", "x");
        put("versions/two", "x");

        var versions = s3.listObjectVersions(
                        request -> request.bucket("content").prefix("versions/"))
                .versions();
        s3.deleteObjects(request -> request.bucket("content")
                .delete(delete -> delete.objects(versions.stream()
                        .map(version -> ObjectIdentifier.builder()
                                .key(version.key())
                                .versionId(version.versionId())
                                .build())
                        .toList())));

        assertEquals(2, versions.size());
        assertEquals(
                0,
                s3.listObjectVersions(request -> request.bucket("content").prefix("versions/"))
                        .versions()
                        .size());
    }

    @Test
    void a_created_object_is_told_to_the_queue_of_its_prefix() {
        String queue = queue("told");
        cloud.notifyQueues("content", List.of(created("told/", "told")));

        String eTag = put("told/my notes+50%.md", "hello").replace("\"", "");
        put("elsewhere/x", "hello");

        JsonNode record =
                json(receive(queue, 600).getFirst().body()).get("Records").get(0);
        assertEquals("ObjectCreated:Put", record.get("eventName").asString());
        assertTrue(record.get("eventTime").asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        JsonNode object = record.get("s3").get("object");
        assertEquals("told/my+notes%2B50%25.md", object.get("key").asString());
        assertEquals(5, object.get("size").asInt());
        assertEquals(eTag, object.get("eTag").asString());
        assertEquals(List.of(), receive(queue));
    }

    @Test
    void an_upload_in_parts_is_one_object_with_its_type() {
        byte[] part = new byte[5 * 1024 * 1024];
        String key = "parts/big file.bin";

        String upload = s3.createMultipartUpload(
                        request -> request.bucket("content").key(key).contentType("application/pdf"))
                .uploadId();
        String eTag = s3.uploadPart(
                        request -> request.bucket("content")
                                .key(key)
                                .uploadId(upload)
                                .partNumber(1),
                        RequestBody.fromBytes(part))
                .eTag();
        s3.completeMultipartUpload(request -> request.bucket("content")
                .key(key)
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(eTag).build())));

        var head = s3.headObject(request -> request.bucket("content").key(key));
        assertEquals(part.length, head.contentLength());
        assertEquals("application/pdf", head.contentType());
    }

    @Test
    void an_encryption_header_is_accepted() {
        s3.putObject(
                request -> request.bucket("content").key("secret/x").serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromString("x"));

        assertEquals("x", text("secret/x"));
    }

    @Test
    void a_presigned_url_takes_an_upload() throws Exception {
        try (S3Presigner presigner = AwsClients.from(cloud.environment()).presigner()) {
            URI url = presigner
                    .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(
                                    request -> request.bucket("content").key("uploads/me/näher dran+1.md")))
                    .url()
                    .toURI();

            assertEquals(200, putPlain(url, "signed"));
            assertEquals("signed", text("uploads/me/näher dran+1.md"));
            assertEquals(403, putPlain(URI.create(url.toString().replace("1.md", "2.md")), "forged"));
        }
    }

    @Test
    void a_wrong_secret_key_is_refused() {
        Map<String, String> wrong = new HashMap<>(cloud.environment());
        wrong.put("AWS_SECRET_ACCESS_KEY", "wrong");
        try (S3Client stranger = AwsClients.from(wrong).s3()) {
            var refused = assertThrows(S3Exception.class, () -> stranger.listObjectsV2(r -> r.bucket("content")));

            assertEquals(403, refused.statusCode());
        }
    }

    @Test
    void a_message_received_too_often_moves_to_the_dead_letter_queue() {
        String dead = queue("dead");
        String queue = sqs.createQueue(request -> request.queueName("often")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "0",
                                QueueAttributeName.REDRIVE_POLICY,
                                """
                                        {"deadLetterTargetArn":"%s","maxReceiveCount":2}""".formatted(arn("dead")))))
                .queueUrl();
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

        for (int i = 0; i < 3; i++) {
            receive(queue);
        }

        assertEquals("poison", receive(dead).getFirst().body());
    }

    @Test
    void a_condition_that_does_not_hold_stops_a_write() {
        table("conditional");
        put("conditional", "one", Map.of());

        assertThrows(
                ConditionalCheckFailedException.class,
                () -> dynamoDb.putItem(request -> request.tableName("conditional")
                        .item(Map.of("pk", AttributeValue.fromS("one")))
                        .conditionExpression("attribute_not_exists(pk)")));
    }

    @Test
    void an_item_goes_when_its_time_is_over() {
        table("mortal");
        dynamoDb.updateTimeToLive(request -> request.tableName("mortal")
                .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        put("mortal", "past", Map.of("expires", epoch(now.minusSeconds(1))));
        put("mortal", "future", Map.of("expires", epoch(now.plusSeconds(1))));
        put("mortal", "endless", Map.of());

        new ExpiredItems(dynamoDb).deleteAllBefore(now);

        assertEquals(
                List.of("endless", "future"),
                dynamoDb.scan(request -> request.tableName("mortal")).items().stream()
                        .map(item -> requireNonNull(item.get("pk")).s())
                        .sorted()
                        .toList());
    }

    @Test
    void a_kept_secret_is_told_and_another_is_not_found() {
        cloud.keepSecret("qdrant", "{\"host\":\"localhost\"}");
        try (SecretsManagerClient secrets = AwsClients.from(cloud.environment()).secrets()) {
            assertEquals(
                    "{\"host\":\"localhost\"}",
                    secrets.getSecretValue(request -> request.secretId("qdrant"))
                            .secretString());
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> secrets.getSecretValue(request -> request.secretId("other")));
        }
    }

    @Test
    void a_model_endpoint_answers_and_an_unknown_one_is_a_validation_error() {
        cloud.serve("echo", call -> new ModelEndpoint.Reply("text/plain", call.body()));
        cloud.serve("broken", _ -> {
            throw new IllegalStateException("out of memory");
        });
        try (SageMakerRuntimeClient models = SageMakerRuntimeClient.builder()
                .endpointOverride(cloud.sageMakerRuntime())
                .region(Region.of(cloud.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            byte[] answer = models.invokeEndpoint(
                            request -> request.endpointName("echo").body(SdkBytes.fromUtf8String("hi")))
                    .body()
                    .asByteArray();

            assertArrayEquals(new byte[] {'h', 'i'}, answer);
            assertEquals("ValidationError", errorCode(models, "nowhere"));
            assertEquals("ModelError", errorCode(models, "broken"));
        }
    }

    @Test
    void everything_is_still_there_after_a_restart() {
        String queue = queue("lasting");
        table("lasting");
        put("lasting/x", "object");
        put("lasting", "item", Map.of());
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("received before the stop"));
        receive(queue, 600);
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("waiting"));

        disconnect();
        cloud.close();
        cloud = EmbeddedCloud.start(home, Ports.anyFree());
        connect();

        assertEquals("object", text("lasting/x"));
        assertEquals(1, dynamoDb.scan(request -> request.tableName("lasting")).count());
        assertEquals(
                List.of("received before the stop", "waiting"),
                receive(queue("lasting")).stream().map(Message::body).sorted().toList());
    }

    private String put(String key, String text) {
        return s3.putObject(request -> request.bucket("content").key(key), RequestBody.fromString(text))
                .eTag();
    }

    private String text(String key) {
        return s3.getObjectAsBytes(request -> request.bucket("content").key(key))
                .asUtf8String();
    }

    private String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:eu-central-1:" + Cloud.ACCOUNT + ":" + queue;
    }

    private static BucketNotification created(String prefix, String queue) {
        return new BucketNotification(prefix, "", arn(queue), List.of("s3:ObjectCreated:*"));
    }

    private List<Message> receive(String queue) {
        return receive(queue, 0);
    }

    private List<Message> receive(String queue, int visibilitySeconds) {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(visibilitySeconds))
                .messages();
    }

    private void table(String name) {
        dynamoDb.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private void put(String table, String key, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.put("pk", AttributeValue.fromS(key));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    private static AttributeValue epoch(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }

    private static int putPlain(URI url, String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(url)
                                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String errorCode(SageMakerRuntimeClient models, String endpoint) {
        return assertThrows(
                        SageMakerRuntimeException.class,
                        () -> models.invokeEndpoint(request ->
                                request.endpointName(endpoint).body(SdkBytes.fromByteBuffer(ByteBuffer.allocate(0)))))
                .awsErrorDetails()
                .errorCode();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
