package llmtwin.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import llmtwin.core.Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// AWS clients by the SDK's own environment variables, read from a map rather than from the process, so that several
/// stacks live in one JVM. All clients share one HTTP client.
public final class AwsClients {
    private final Settings settings;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    private AwsClients(Settings settings) {
        this.settings = settings;
        this.region = Region.of(settings.required("AWS_REGION"));
        this.credentials = settings.optional("AWS_ACCESS_KEY_ID")
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(credentials(id)))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /// @throws IllegalStateException if AWS_REGION is missing
    public static AwsClients from(Map<String, String> environment) {
        return new AwsClients(new Settings(environment));
    }

    public S3Client s3() {
        return configured(S3Client.builder(), "S3")
                .forcePathStyle(hasEndpoint("S3"))
                .build();
    }

    public S3Presigner presigner() {
        var builder = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(hasEndpoint("S3"))
                        .build());
        endpoint("S3").ifPresent(builder::endpointOverride);
        return builder.build();
    }

    public SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS").build();
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB").build();
    }

    public SecretsManagerClient secrets() {
        return configured(SecretsManagerClient.builder(), "SECRETS_MANAGER").build();
    }

    /// The current value of a secret.
    public String secret(String id) {
        try (var secrets = secrets()) {
            return secrets.getSecretValue(request -> request.secretId(id)).secretString();
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder, String service) {
        builder.region(region).credentialsProvider(credentials).httpClient(http);
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder;
    }

    private Optional<URI> endpoint(String service) {
        return settings.optional("AWS_ENDPOINT_URL_" + service).map(URI::create);
    }

    private boolean hasEndpoint(String service) {
        return endpoint(service).isPresent();
    }

    private AwsCredentials credentials(String accessKeyId) {
        var secret = settings.required("AWS_SECRET_ACCESS_KEY");
        return settings.optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(accessKeyId, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(accessKeyId, secret));
    }
}
