package llmtwin.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.FilterRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationFilterProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.S3KeyFilterProperty;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// The log of the system: what people and crawls brought in (`uploads/`, `raw/`) and what became of it (`clean/`).
/// An object that appears here starts the next stage.
final class ContentBucket extends Construct {
    static final String RAW = "raw/";
    static final String UPLOADS = "uploads/";
    static final String CLEAN = "clean/";

    private final Bucket bucket;
    private final List<QueueConfigurationProperty> announcements = new ArrayList<>();

    ContentBucket(Construct scope, String id) {
        super(scope, id);
        bucket = closed("Bucket")
                .versioned(true)
                // The console uploads from the browser, by links that only the API gives out.
                .cors(List.of(CorsRule.builder()
                        .allowedMethods(List.of(HttpMethods.PUT))
                        .allowedOrigins(List.of("*"))
                        .allowedHeaders(List.of("*"))
                        .build()))
                .serverAccessLogsBucket(accessLogs())
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .noncurrentVersionExpiration(Duration.days(30))
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    String name() {
        return bucket.getBucketName();
    }

    /// Sends a message to the queue for each object created under one of the prefixes.
    ///
    /// Said in the bucket's own properties; the CDK's notification method would add a function of its own to do it.
    void announce(StageQueue queue, String... prefixes) {
        for (var prefix : prefixes) {
            announcements.add(QueueConfigurationProperty.builder()
                    .event("s3:ObjectCreated:*")
                    .queue(queue.arn())
                    .filter(under(prefix))
                    .build());
        }
        var resource = (CfnBucket) Objects.requireNonNull(bucket.getNode().getDefaultChild());
        resource.setNotificationConfiguration(NotificationConfigurationProperty.builder()
                .queueConfigurations(List.copyOf(announcements))
                .build());
        resource.getNode().addDependency(queue.acceptS3Events());
    }

    void allowReads(TwinFunction function, String... prefixes) {
        function.allow(List.of("s3:GetObject"), objectsUnder(prefixes));
        // Without it, S3 answers "forbidden" for an object that is merely gone.
        function.allow(List.of("s3:ListBucket"), List.of(bucket.getBucketArn()));
    }

    void allowWrites(TwinFunction function, String... prefixes) {
        function.allow(List.of("s3:PutObject"), objectsUnder(prefixes));
    }

    /// Every version of an object, so that erased means gone.
    void allowErasing(TwinFunction function, String... prefixes) {
        function.allow(List.of("s3:DeleteObject", "s3:DeleteObjectVersion"), objectsUnder(prefixes));
        function.allow(List.of("s3:ListBucket", "s3:ListBucketVersions"), List.of(bucket.getBucketArn()));
    }

    private Bucket accessLogs() {
        var logs = closed("AccessLogs")
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(90))
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Acknowledged.at(logs, "AwsSolutions-S1", "It holds access logs; logging the logs would never end");
        return logs;
    }

    private Bucket.Builder closed(String id) {
        return Bucket.Builder.create(this, id)
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true);
    }

    private List<String> objectsUnder(String... prefixes) {
        return Stream.of(prefixes)
                .map(prefix -> bucket.arnForObjects(prefix + "*"))
                .toList();
    }

    private static NotificationFilterProperty under(String prefix) {
        var rule = FilterRuleProperty.builder().name("prefix").value(prefix).build();
        return NotificationFilterProperty.builder()
                .s3Key(S3KeyFilterProperty.builder().rules(List.of(rule)).build())
                .build();
    }
}
