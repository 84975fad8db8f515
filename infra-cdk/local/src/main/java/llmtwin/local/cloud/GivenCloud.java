package llmtwin.local.cloud;

import java.net.URI;
import java.util.List;
import java.util.Map;
import llmtwin.aws.AwsClients;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/// Services that run already behind one endpoint, such as LocalStack, and a Qdrant beside them.
///
/// @param endpoint where all AWS protocols are spoken
public record GivenCloud(
        URI endpoint, String qdrantHost, int qdrantPort, String region, String accessKey, String secretKey)
        implements Cloud {

    /// From `TWIN_TEST_AWS_ENDPOINT` and `TWIN_TEST_QDRANT` (`host:port`), and the SDK's own names for the rest.
    public static GivenCloud from(Map<String, String> env) {
        URI qdrant = URI.create("grpc://" + required(env, "TWIN_TEST_QDRANT"));
        return new GivenCloud(
                URI.create(required(env, "TWIN_TEST_AWS_ENDPOINT")),
                qdrant.getHost(),
                qdrant.getPort() < 0 ? 6334 : qdrant.getPort(),
                env.getOrDefault("AWS_REGION", "us-east-1"),
                env.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                env.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"));
    }

    @Override
    public URI s3() {
        return endpoint;
    }

    @Override
    public URI sqs() {
        return endpoint;
    }

    @Override
    public URI dynamoDb() {
        return endpoint;
    }

    @Override
    public URI secretsManager() {
        return endpoint;
    }

    @Override
    public URI sageMakerRuntime() {
        return endpoint;
    }

    @Override
    public void notifyQueues(String bucket, List<BucketNotification> rules) {
        try (S3Client s3 = AwsClients.from(environment()).s3()) {
            s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                    .notificationConfiguration(configuration -> configuration.queueConfigurations(
                            rules.stream().map(GivenCloud::configured).toList())));
        }
    }

    @Override
    public void keepSecret(String id, String value) {
        String name = id.startsWith("arn:") ? id.substring(id.lastIndexOf(':') + 1) : id;
        try (SecretsManagerClient secrets = AwsClients.from(environment()).secrets()) {
            try {
                secrets.createSecret(request -> request.name(name).secretString(value));
            } catch (ResourceExistsException _) {
                secrets.putSecretValue(request -> request.secretId(name).secretString(value));
            }
        }
    }

    @Override
    public void close() {
        // Whoever gave these services ends them.
    }

    private static QueueConfiguration configured(BucketNotification rule) {
        return QueueConfiguration.builder()
                .queueArn(rule.queueArn())
                .events(rule.events().stream().map(Event::fromValue).toList())
                .filter(filter -> filter.key(key -> key.filterRules(
                        FilterRule.builder()
                                .name(FilterRuleName.PREFIX)
                                .value(rule.prefix())
                                .build(),
                        FilterRule.builder()
                                .name(FilterRuleName.SUFFIX)
                                .value(rule.suffix())
                                .build())))
                .build();
    }

    private static String required(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
