package llmtwin.local.provision;

import java.util.List;
import java.util.Optional;
import llmtwin.local.cloud.BucketNotification;
import llmtwin.local.cloud.Cloud;
import llmtwin.local.template.Resource;
import llmtwin.local.template.Template;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import tools.jackson.databind.JsonNode;

/// The buckets of a template with their notifications.
final class Buckets {
    private final S3Client s3;
    private final Cloud cloud;

    Buckets(S3Client s3, Cloud cloud) {
        this.s3 = s3;
        this.cloud = cloud;
    }

    void make(Template template) {
        template.ofType("AWS::S3::Bucket").forEach(this::make);
    }

    private void make(Resource bucket) {
        try {
            s3.createBucket(request -> request.bucket(bucket.ref()));
        } catch (BucketAlreadyOwnedByYouException _) {
            // Made by an earlier start.
        }
        JsonNode notifications = bucket.properties().path("NotificationConfiguration");
        if (!notifications.isMissingNode()) {
            cloud.notifyQueues(bucket.ref(), rules(notifications));
        }
    }

    private static List<BucketNotification> rules(JsonNode notifications) {
        notifications.propertyNames().forEach(kind -> {
            if (!kind.equals("QueueConfigurations")) {
                throw new IllegalStateException("a bucket's " + kind + " are not known to the local stack");
            }
        });
        return notifications
                .path("QueueConfigurations")
                .valueStream()
                .map(rule -> new BucketNotification(
                        filter(rule, "prefix"),
                        filter(rule, "suffix"),
                        rule.path("Queue").asString(),
                        List.of(rule.path("Event").asString())))
                .toList();
    }

    private static String filter(JsonNode rule, String name) {
        Optional<JsonNode> found = rule.path("Filter")
                .path("S3Key")
                .path("Rules")
                .valueStream()
                .filter(part -> part.path("Name").asString().equalsIgnoreCase(name))
                .findFirst();
        return found.map(part -> part.path("Value").asString()).orElse("");
    }
}
