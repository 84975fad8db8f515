package llmtwin.cdk;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import llmtwin.cdk.Resources.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsNodeJs
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinStackTest {
    private static final int FUNCTIONS = 9;
    private static final List<String> STAGES = List.of("crawl", "unpack", "clean", "embed", "erase");

    private static final Map<String, String> CHOICES = Map.of(
            "architecture", "x86_64",
            "reservedConcurrency", "false",
            "modelUrl", "https://models.example/v1",
            "modelName", "small",
            "modelKeySecret", "models/key");

    private Resources resources = new Resources(List.of());
    private Resources chosen = new Resources(List.of());

    @BeforeAll
    void synthesize() {
        resources = Resources.of(Synthesis.standard());
        chosen = Resources.of(Synthesis.with(CHOICES));
    }

    @Test
    void functions_run_on_the_java_release_they_are_compiled_for() throws IOException {
        var compiledFor = "java" + releaseOf(TwinStack.class);

        assertEquals(
                Set.of(compiledFor),
                functions().map(function -> function.at("Runtime")).collect(toSet()));
    }

    @Test
    void every_function_starts_from_a_snapshot_of_its_published_version() {
        var versions = resources.ofType("Lambda::Alias").stream()
                .map(alias -> resources.referred(alias.at("FunctionVersion"), "Lambda::Version"))
                .toList();

        assertEquals(
                FUNCTIONS,
                versions.stream()
                        .map(version -> resources.referred(version.at("FunctionName"), "Lambda::Function"))
                        .filter(function -> function.at("SnapStart", "ApplyOn").equals("PublishedVersions"))
                        .distinct()
                        .count());
    }

    @Test
    void whatever_calls_a_function_calls_its_alias() {
        var callers = Stream.of(
                        "Lambda::EventSourceMapping", "Events::Rule", "ApiGateway::Method", "ApiGateway::Authorizer")
                .flatMap(type -> resources.ofType(type).stream())
                .toList();

        assertEquals(
                Set.of("Lambda::Alias"),
                callers.stream()
                        .flatMap(caller -> Resources.references(caller.json()))
                        .map(this::typeOf)
                        .filter(type -> type.startsWith("Lambda::"))
                        .collect(toSet()));
    }

    @Test
    void every_stage_reads_its_queue_in_batches_of_which_only_failures_come_back() {
        var mappings = resources.ofType("Lambda::EventSourceMapping");

        assertEquals(STAGES.size(), mappings.size());
        for (var mapping : mappings) {
            assertEquals(List.of("ReportBatchItemFailures"), mapping.at("FunctionResponseTypes"));
            assertTrue(mapping.number("ScalingConfig", "MaximumConcurrency") >= 2);
            assertTrue(mapping.number("ScalingConfig", "MaximumConcurrency")
                    <= functionOf(mapping).number("ReservedConcurrentExecutions"));
        }
    }

    @Test
    void a_message_stays_invisible_for_six_timeouts_of_its_function() {
        for (var mapping : resources.ofType("Lambda::EventSourceMapping")) {
            var timeout = functionOf(mapping).number("Timeout");

            assertTrue(queueOf(mapping).number("VisibilityTimeout") >= 6 * timeout, mapping.id());
        }
    }

    @Test
    void a_message_that_fails_five_times_waits_two_weeks_in_the_dead_letter_queue_of_its_stage() {
        var deadLetterQueues = new HashSet<String>();
        for (var mapping : resources.ofType("Lambda::EventSourceMapping")) {
            var queue = queueOf(mapping);
            assertEquals(5, queue.number("RedrivePolicy", "maxReceiveCount"));
            var deadLetters = resources.referred(queue.at("RedrivePolicy", "deadLetterTargetArn"), "SQS::Queue");
            assertEquals(14 * 24 * 60 * 60, deadLetters.number("MessageRetentionPeriod"));
            deadLetterQueues.add(deadLetters.id());
        }

        assertEquals(STAGES.size(), deadLetterQueues.size());
        assertEquals(
                deadLetterQueues,
                resources.ofType("CloudWatch::Alarm").stream()
                        .filter(alarm -> alarm.number("Threshold") == 0)
                        .map(alarm -> resources
                                .referred(alarm.at("Dimensions"), "SQS::Queue")
                                .id())
                        .collect(toSet()));
    }

    @ParameterizedTest
    @CsvSource({"raw/, CleanQueue", "uploads/, CleanQueue", "clean/, EmbedQueue"})
    void an_object_created_under_a_prefix_is_announced_to_the_next_stage(String prefix, String queue) {
        var announcements = resources.ofType("S3::Bucket").stream()
                .filter(bucket -> bucket.has("NotificationConfiguration"))
                .flatMap(bucket ->
                        Resources.list(bucket.at("NotificationConfiguration", "QueueConfigurations")).stream())
                .map(Resources::map)
                .filter(announcement ->
                        String.valueOf(announcement.get("Filter")).contains("Value=" + prefix))
                .toList();

        assertEquals(1, announcements.size());
        assertEquals("s3:ObjectCreated:*", announcements.getFirst().get("Event"));
        assertTrue(resources
                .referred(announcements.getFirst().get("Queue"), "SQS::Queue")
                .id()
                .startsWith(queue));
    }

    @Test
    void buckets_and_queues_refuse_whoever_comes_without_tls() {
        var guarded = Stream.of("S3::BucketPolicy", "SQS::QueuePolicy")
                .flatMap(type -> resources.ofType(type).stream())
                .filter(policy -> Resources.list(policy.at("PolicyDocument", "Statement")).stream()
                        .map(Object::toString)
                        .anyMatch(statement ->
                                statement.contains("Effect=Deny") && statement.contains("aws:SecureTransport=false")))
                .flatMap(policy -> Resources.references(policy.at(policy.has("Bucket") ? "Bucket" : "Queues")))
                .collect(toSet());

        assertEquals(
                Stream.of("S3::Bucket", "SQS::Queue")
                        .flatMap(type -> resources.ofType(type).stream())
                        .map(Resource::id)
                        .collect(toSet()),
                guarded);
    }

    @Test
    void buckets_are_closed_to_the_public_and_encrypted() {
        var closed = Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true);

        for (var bucket : resources.ofType("S3::Bucket")) {
            assertEquals(closed, bucket.at("PublicAccessBlockConfiguration"));
            assertTrue(bucket.has("BucketEncryption"), bucket.id());
        }
    }

    @Test
    void content_keeps_its_versions_and_outlives_the_stack() {
        var content = resources.ofType("S3::Bucket").stream()
                .filter(bucket -> bucket.has("NotificationConfiguration"))
                .findFirst()
                .orElseThrow();

        assertEquals("Enabled", content.at("VersioningConfiguration", "Status"));
        assertEquals("Retain", content.json().get("DeletionPolicy"));
    }

    @Test
    void the_ledger_can_be_taken_back_to_any_minute_and_outlives_the_stack() {
        var table = resources.ofType("DynamoDB::Table").getFirst();

        assertEquals(true, table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"));
        assertEquals(Map.of("AttributeName", "expires", "Enabled", true), table.at("TimeToLiveSpecification"));
        assertEquals(true, table.at("DeletionProtectionEnabled"));
        assertEquals("Retain", table.json().get("DeletionPolicy"));
    }

    @Test
    void routes_lead_to_their_function_and_all_that_show_a_twin_need_a_key() {
        var routes = resources.ofType("ApiGateway::Method").stream()
                .collect(toMap(
                        method -> method.at("HttpMethod") + " " + path(method.at("ResourceId")),
                        method -> method.at("AuthorizationType") + " "
                                + name(resources.function(method.at("Integration"))),
                        (first, second) -> first + ", " + second,
                        TreeMap::new));

        assertEquals(
                new TreeMap<>(Map.ofEntries(
                        Map.entry("GET /", "NONE library"),
                        Map.entry("GET /openapi.json", "NONE library"),
                        Map.entry("GET /v1/health", "NONE library"),
                        Map.entry("GET /v1/status", "CUSTOM library"),
                        Map.entry("POST /v1/redrive", "CUSTOM library"),
                        Map.entry("GET /v1/sources", "CUSTOM library"),
                        Map.entry("POST /v1/sources", "CUSTOM library"),
                        Map.entry("GET /v1/sources/{source}", "CUSTOM library"),
                        Map.entry("DELETE /v1/sources/{source}", "CUSTOM library"),
                        Map.entry("POST /v1/uploads", "CUSTOM library"),
                        Map.entry("GET /v1/documents", "CUSTOM library"),
                        Map.entry("GET /v1/documents/{document}", "CUSTOM library"),
                        Map.entry("DELETE /v1/documents/{document}", "CUSTOM library"),
                        Map.entry("POST /v1/ask", "CUSTOM query"),
                        Map.entry("POST /v1/search", "CUSTOM query"))),
                routes);
    }

    @Test
    void no_function_may_do_everything_or_to_everything() {
        var anyObjectOfAStage = Set.of("/raw/*", "/uploads/*", "/clean/*");

        for (var function : functions().toList()) {
            for (var statement : resources.statements(function)) {
                for (var action : Resources.list(statement.get("Action"))) {
                    assertFalse(action.toString().contains("*"), () -> function.id() + " may " + action);
                }
                for (var resource : Resources.list(statement.get("Resource"))) {
                    var wild =
                            strings(resource).filter(text -> text.contains("*")).toList();
                    assertTrue(anyObjectOfAStage.containsAll(wild), () -> function.id() + " reaches " + resource);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3:DeleteObjectVersion,          erase",
        "s3:GetObject,                    clean embed library unpack",
        "s3:PutObject,                    clean crawl library unpack",
        "secretsmanager:GetSecretValue,   embed erase query",
        "sqs:StartMessageMoveTask,        library",
        "dynamodb:PutItem,                clean crawl embed erase library recrawl unpack",
        "dynamodb:GetItem,                authorizer clean crawl embed erase library recrawl unpack",
        "sqs:SendMessage,                 clean crawl erase library recrawl unpack",
        "sqs:ChangeMessageVisibility,     clean crawl embed erase unpack"
    })
    void an_action_is_allowed_to_exactly_the_functions_that_need_it(String action, String functions) {
        var allowed = functions()
                .filter(function -> resources.statements(function).stream()
                        .anyMatch(statement ->
                                Resources.list(statement.get("Action")).contains(action)))
                .map(TwinStackTest::name)
                .collect(toSet());

        assertEquals(Set.of(functions.split(" ")), allowed);
    }

    @Test
    void every_function_has_a_role_of_its_own() {
        assertEquals(
                FUNCTIONS,
                functions()
                        .map(function -> resources.referred(function.at("Role"), "IAM::Role"))
                        .distinct()
                        .count());
    }

    @Test
    void one_setting_chooses_the_processor_of_every_function() {
        assertEquals(Set.of(List.of("arm64")), architectures(resources));
        assertEquals(Set.of(List.of("x86_64")), architectures(chosen));
    }

    @Test
    void an_account_without_room_for_reservations_can_turn_them_off() {
        assertTrue(functions().allMatch(function -> function.has("ReservedConcurrentExecutions")));
        assertTrue(chosen.ofType("Lambda::Function").stream()
                .noneMatch(function -> function.has("ReservedConcurrentExecutions")));
    }

    @Test
    void a_chat_model_is_named_to_the_query_function_and_its_key_stays_out_of_the_template() {
        var environment = Resources.map(chosen.function("query").at("Environment", "Variables"));

        assertEquals("https://models.example/v1", environment.get("TWIN_MODEL_URL"));
        assertEquals("small", environment.get("TWIN_MODEL_NAME"));
        assertEquals("{{resolve:secretsmanager:models/key}}", environment.get("TWIN_MODEL_KEY"));
    }

    private static Set<Object> architectures(Resources resources) {
        return resources.ofType("Lambda::Function").stream()
                .map(function -> function.at("Architectures"))
                .collect(toSet());
    }

    private Stream<Resource> functions() {
        return resources.ofType("Lambda::Function").stream();
    }

    private Resource functionOf(Resource mapping) {
        return resources.function(mapping.at("FunctionName"));
    }

    private Resource queueOf(Resource mapping) {
        return resources.referred(mapping.at("EventSourceArn"), "SQS::Queue");
    }

    /// @return "" for a pseudo parameter
    private String typeOf(String id) {
        return resources.all().stream()
                .filter(resource -> resource.id().equals(id))
                .map(Resource::type)
                .findFirst()
                .orElse("");
    }

    private String path(Object resourceId) {
        var id = Resources.references(resourceId).findFirst().orElseThrow();
        if (typeOf(id).equals("ApiGateway::RestApi")) {
            return "/";
        }
        var resource = resources.referred(resourceId, "ApiGateway::Resource");
        var parent = path(resource.at("ParentId"));
        return (parent.equals("/") ? "" : parent) + "/" + resource.at("PathPart");
    }

    private static String name(Resource function) {
        return function.id().substring(0, function.id().indexOf("Function"));
    }

    private static Stream<String> strings(Object node) {
        return switch (node) {
            case String text -> Stream.of(text);
            case Map<?, ?> map -> map.values().stream().flatMap(TwinStackTest::strings);
            case List<?> list -> list.stream().flatMap(TwinStackTest::strings);
            default -> Stream.of();
        };
    }

    /// From the class file: major version 69 is Java 25 (JVMS, table 4.1-A).
    private static int releaseOf(Class<?> compiled) throws IOException {
        var file = compiled.getResourceAsStream(compiled.getSimpleName() + ".class");
        try (var in = new DataInputStream(Objects.requireNonNull(file))) {
            in.skipNBytes(6);
            return in.readUnsignedShort() - 44;
        }
    }
}
