package llmtwin.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmtwin.aws.AwsClients;
import llmtwin.core.Json;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.cloud.EmbeddedCloud;
import llmtwin.local.gateway.Gateway;
import llmtwin.local.lambda.FunctionDefinition;
import llmtwin.local.lambda.LocalFunction;
import llmtwin.local.lambda.QueueTrigger;
import llmtwin.local.lambda.Schedule;
import llmtwin.local.provision.Provisioner;
import llmtwin.local.template.Names;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A synthesized template, running: its resources in a cloud, its functions, triggers and API in this JVM.
public final class TwinStack implements AutoCloseable {
    /// First part of every name that the template leaves open.
    public static final String NAME = "llm-twin";

    private static final Logger log = LoggerFactory.getLogger(TwinStack.class);
    private static final String QDRANT_SECRET = "QDRANT_SECRET";

    /// More instances of a function than processors only wait for each other.
    private static final int INSTANCES = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Cloud cloud;
    private final Map<String, String> environment = new HashMap<>();
    /// What has to be stopped, the last started first.
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private URI api = URI.create("http://127.0.0.1");

    private TwinStack(Cloud cloud) {
        this.cloud = cloud;
    }

    /// Starts everything in this JVM; returns when the API answers.
    ///
    /// @throws AlreadyRunning if another stack uses the same home
    /// @throws IllegalStateException with one line that says what does not fit: a port, a resource type, a handler
    public static TwinStack start(StackOptions options) throws IOException {
        HomeLock lock = HomeLock.take(options.home());
        try {
            Path state = options.home().resolve("state");
            if (options.fresh()) {
                delete(state);
            }
            TwinStack stack = new TwinStack(EmbeddedCloud.start(state, options.ports()));
            stack.started(lock);
            stack.started(stack.cloud);
            stack.runOrStop(options);
            return stack;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Runs the functions here over services that are there already; they are left as they are at the end.
    public static TwinStack start(StackOptions options, Cloud cloud) throws IOException {
        TwinStack stack = new TwinStack(cloud);
        stack.runOrStop(options);
        return stack;
    }

    /// Where the API answers.
    public URI api() {
        return api;
    }

    public Cloud cloud() {
        return cloud;
    }

    /// Every variable the functions see: how AWS services are reached and what the resources are called.
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// Takes no more requests and messages, lets functions finish, then stops the services.
    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly", part, e);
            }
        }
        parts.clear();
    }

    private void runOrStop(StackOptions options) throws IOException {
        try {
            run(options);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void run(StackOptions options) throws IOException {
        Template template = Template.read(
                options.template(),
                new Names(NAME, cloud.region(), Cloud.ACCOUNT, cloud.sqs().toString()));
        Provisioner.provision(template, cloud);
        Map<String, LocalFunction> functions = functions(template, options.environment());
        tellWhereQdrantIs();
        SqsClient sqs = started(AwsClients.from(cloud.environment()).sqs());
        List<QueueTrigger> triggers = template.ofType("AWS::Lambda::EventSourceMapping")
                .map(mapping -> started(trigger(sqs, mapping, functions)))
                .toList();
        // All are told before the first is waited for.
        started(() -> triggers.forEach(QueueTrigger::stop));
        template.ofType("AWS::Events::Rule").forEach(rule -> schedule(rule, functions));
        api = started(gateway(template, functions, options)).endpoint();
    }

    @CanIgnoreReturnValue
    private <T extends AutoCloseable> T started(T part) {
        parts.addFirst(part);
        return part;
    }

    private Map<String, LocalFunction> functions(Template template, Map<String, String> overrides) {
        Map<String, String> given = new HashMap<>(cloud.environment());
        given.putAll(overrides);
        return template.ofType("AWS::Lambda::Function")
                .map(function -> FunctionDefinition.of(function, INSTANCES, given))
                .peek(function -> environment.putAll(function.environment()))
                .map(LocalFunction::new)
                .map(this::started)
                .collect(Collectors.toMap(LocalFunction::name, function -> function));
    }

    private void tellWhereQdrantIs() {
        String secret = environment.get(QDRANT_SECRET);
        if (secret != null) {
            cloud.keepSecret(
                    secret,
                    Json.write(Map.of(
                            "host", cloud.qdrantHost(), "port", cloud.qdrantPort(), "tls", false, "apiKey", "")));
        }
    }

    private QueueTrigger trigger(SqsClient sqs, Resource mapping, Map<String, LocalFunction> functions) {
        String arn = mapping.text("EventSourceArn");
        LocalFunction function = function(mapping, mapping.text("FunctionName"), functions);
        return QueueTrigger.start(
                sqs,
                new QueueTrigger.Mapping(
                        cloud.sqs() + "/" + Cloud.ACCOUNT + "/" + arn.substring(arn.lastIndexOf(':') + 1),
                        arn,
                        mapping.number("BatchSize").orElse(10),
                        mapping.properties()
                                .path("ScalingConfig")
                                .path("MaximumConcurrency")
                                .asInt(function.maxInstances()),
                        mapping.properties()
                                .path("FunctionResponseTypes")
                                .valueStream()
                                .anyMatch(type -> type.asString().equals("ReportBatchItemFailures"))),
                function);
    }

    private void schedule(Resource rule, Map<String, LocalFunction> functions) {
        if (rule.optionalText("State").orElse("ENABLED").equals("ENABLED")) {
            rule.properties()
                    .path("Targets")
                    .forEach(target -> started(Schedule.start(
                            "arn:aws:events:" + cloud.region() + ":" + Cloud.ACCOUNT + ":rule/" + rule.ref(),
                            rule.text("ScheduleExpression"),
                            function(rule, target.path("Arn").asString(), functions))));
        }
    }

    private Gateway gateway(Template template, Map<String, LocalFunction> functions, StackOptions options)
            throws IOException {
        int port = options.ports().api();
        try {
            return Gateway.start(template, functions, cloud.region(), port, Gateway.LONGEST_WAIT);
        } catch (BindException e) {
            throw new IllegalStateException("port " + port + " (API) is in use; set TWIN_PORT", e);
        }
    }

    private static LocalFunction function(Resource caller, String reference, Map<String, LocalFunction> functions) {
        LocalFunction function = functions.get(FunctionDefinition.nameIn(reference));
        if (function == null) {
            throw new IllegalStateException(
                    caller.id() + " calls " + reference + ", which is no function of the template");
        }
        return function;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(TwinStack::deleteFile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget " + file, e);
        }
    }
}
