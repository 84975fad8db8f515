package llmtwin.local.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends S3 event notifications, as S3 words them, to the queues that a bucket's rules name.
///
/// @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">
///     Event message structure</a>
final class ObjectEvents {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, List<BucketNotification>> rules = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final String region;
    private final InstantSource clock;
    private final BiConsumer<String, String> send;

    /// @param send called with a queue's ARN and a message body; may throw, which fails the change of the object
    ObjectEvents(String region, InstantSource clock, BiConsumer<String, String> send) {
        this.region = region;
        this.clock = clock;
        this.send = send;
    }

    void follow(String bucket, List<BucketNotification> notifications) {
        rules.put(bucket, List.copyOf(notifications));
    }

    void created(String event, String bucket, String key, long size, String eTag) {
        tell(event, bucket, key, object -> object.put("size", size).put("eTag", eTag.replace("\"", "")));
    }

    void removed(String bucket, String key) {
        tell("ObjectRemoved:Delete", bucket, key, object -> object);
    }

    private interface ObjectFacts {
        ObjectNode addTo(ObjectNode object);
    }

    private void tell(String event, String bucket, String key, ObjectFacts facts) {
        for (BucketNotification rule : rules.getOrDefault(bucket, List.of())) {
            if (rule.matches(event, key)) {
                send.accept(rule.queueArn(), message(event, bucket, key, facts));
            }
        }
    }

    private String message(String event, String bucket, String key, ObjectFacts facts) {
        Instant now = clock.instant();
        ObjectNode root = JSON.createObjectNode();
        ObjectNode record = root.putArray("Records").addObject();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", region)
                .put(
                        "eventTime",
                        String.format(Locale.ROOT, "%1$tFT%1$tT.%1$tLZ", now.atZone(java.time.ZoneOffset.UTC)))
                .put("eventName", event);
        record.putObject("userIdentity").put("principalId", "AWS:" + Cloud.ACCOUNT);
        record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        record.putObject("responseElements")
                .put("x-amz-request-id", UUID.randomUUID().toString())
                .put("x-amz-id-2", UUID.randomUUID().toString());
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "template");
        s3.putObject("bucket")
                .put("name", bucket)
                .put("arn", "arn:aws:s3:::" + bucket)
                .putObject("ownerIdentity")
                .put("principalId", Cloud.ACCOUNT);
        facts.addTo(s3.putObject("object").put("key", urlEncoded(key))).put("sequencer", sequencer(now));
        return JSON.writeValueAsString(root);
    }

    /// A space becomes `+` and `/` stays, as in S3's own messages.
    private static String urlEncoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }

    /// Larger for later events of a key, compared as text.
    private String sequencer(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return String.format(Locale.ROOT, "%016X", sequence.updateAndGet(last -> Math.max(last + 1, micros)));
    }
}
