package llmtwin.local.cloud;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// The services a deployed template talks to, wherever they run.
public interface Cloud extends AutoCloseable {
    /// The account every resource name of a local stack carries.
    String ACCOUNT = "000000000000";

    URI s3();

    URI sqs();

    URI dynamoDb();

    URI secretsManager();

    URI sageMakerRuntime();

    String qdrantHost();

    /// Port of Qdrant's gRPC protocol.
    int qdrantPort();

    String region();

    String accessKey();

    String secretKey();

    /// Replaces the notification rules of a bucket.
    void notifyQueues(String bucket, List<BucketNotification> rules);

    /// Makes `value` what Secrets Manager answers for `id`, a name or an ARN.
    void keepSecret(String id, String value);

    /// Stops what this process started; nothing where the services were given.
    @Override
    void close();

    /// The variables by which the AWS SDK finds these services.
    default Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", region(),
                "AWS_ACCESS_KEY_ID", accessKey(),
                "AWS_SECRET_ACCESS_KEY", secretKey(),
                "AWS_ENDPOINT_URL_S3", s3().toString(),
                "AWS_ENDPOINT_URL_SQS", sqs().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager().toString(),
                "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", sageMakerRuntime().toString());
    }
}
