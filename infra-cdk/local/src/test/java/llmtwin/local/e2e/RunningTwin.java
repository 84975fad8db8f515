package llmtwin.local.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import llmtwin.aws.AwsClients;
import llmtwin.aws.DynamoDbApiKeys;
import llmtwin.core.ApiKeys;
import llmtwin.core.Sha256;
import llmtwin.core.TwinId;
import llmtwin.local.StackOptions;
import llmtwin.local.TwinStack;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.cloud.Ports;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The synthesized template, running in this JVM over any cloud.
final class RunningTwin implements TestTwin {
    private static final Path TEMPLATE = Path.of("../app/template.json");

    private final TwinStack stack;
    private final AwsClients clients;

    private RunningTwin(TwinStack stack) {
        this.stack = stack;
        this.clients = AwsClients.from(stack.cloud().environment());
    }

    /// Everything in this JVM, with its state in `home`.
    static RunningTwin embedded(Path home) throws IOException {
        return embedded(home, Map.of());
    }

    /// @param more settings of the functions
    static RunningTwin embedded(Path home, Map<String, String> more) throws IOException {
        return new RunningTwin(TwinStack.start(options(home, more)));
    }

    /// Functions and API in this JVM, over services that run elsewhere.
    static RunningTwin over(Cloud cloud, Path home) throws IOException {
        return new RunningTwin(TwinStack.start(options(home, Map.of()), cloud));
    }

    private static StackOptions options(Path home, Map<String, String> more) {
        var settings = settings();
        settings.putAll(more);
        return new StackOptions(TEMPLATE, home, Ports.anyFree(), false, settings);
    }

    /// A crawler that may reach this machine and does not wait between two requests.
    static Map<String, String> settings() {
        return new HashMap<>(Map.of("CRAWL_ALLOW_LOOPBACK", "true", "CRAWL_DELAY", "PT0S"));
    }

    @Override
    public URI api() {
        return stack.api();
    }

    @Override
    public String newKey(TwinId twin) {
        var key = ApiKeys.generate(new SecureRandom());
        new DynamoDbApiKeys(clients.dynamoDb(), stack.environment().get("LIBRARY_TABLE"))
                .save(new ApiKeys.ApiKey(Sha256.of(key), twin, "test", Instant.now()));
        return key;
    }

    @Override
    public S3Client s3() {
        return clients.s3();
    }

    @Override
    public SqsClient sqs() {
        return clients.sqs();
    }

    @Override
    public String bucket() {
        return stack.environment().get("CONTENT_BUCKET");
    }

    @Override
    public String cleanQueueUrl() {
        return stack.environment().get("CLEAN_QUEUE_URL");
    }

    TwinStack stack() {
        return stack;
    }

    @Override
    public void close() {
        stack.close();
    }
}
