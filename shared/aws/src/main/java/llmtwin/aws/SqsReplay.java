package llmtwin.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import llmtwin.core.ContentKey;
import llmtwin.core.Json;
import llmtwin.core.Replay;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends a stage the event that S3 sent when the object was written.
public final class SqsReplay implements Replay {
    private final SqsClient sqs;
    private final String queueUrl;
    private final String bucket;

    public SqsReplay(SqsClient sqs, String queueUrl, String bucket) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
    }

    @Override
    public void replay(ContentKey key, Instant observed) {
        var event = Json.write(event(key, observed));
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(event));
    }

    private Map<String, Object> event(ContentKey key, Instant observed) {
        var encoded = URLEncoder.encode(key.path(), StandardCharsets.UTF_8).replace("%2F", "/");
        return Map.of(
                "Records",
                List.of(Map.of(
                        "eventSource",
                        "aws:s3",
                        "eventName",
                        "ObjectCreated:Put",
                        "eventTime",
                        observed.toString(),
                        "s3",
                        Map.of("bucket", Map.of("name", bucket), "object", Map.of("key", encoded)))));
    }
}
