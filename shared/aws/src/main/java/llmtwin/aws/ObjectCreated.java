package llmtwin.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import llmtwin.core.ContentKey;
import llmtwin.core.Json;

/// An S3 event: an object was written to the content bucket.
///
/// @param time of the write, in milliseconds
/// @param size in bytes
public record ObjectCreated(ContentKey key, Instant time, long size) {
    /// The events in the body of an SQS message. S3's own test message and objects that are none of ours give none.
    ///
    /// @throws IllegalArgumentException if the body is not JSON
    public static List<ObjectCreated> of(String body) {
        var events = new ArrayList<ObjectCreated>();
        for (var event : Json.tree(body).path("Records")) {
            var object = event.path("s3").path("object");
            // Keys are encoded as in HTML forms:
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
            var path = URLDecoder.decode(object.path("key").asString(""), StandardCharsets.UTF_8);
            if (event.path("eventName").asString("").startsWith("ObjectCreated:")) {
                ContentKey.parse(path)
                        .map(key -> new ObjectCreated(
                                key,
                                Instant.parse(event.path("eventTime").asString()),
                                object.path("size").asLong(0)))
                        .ifPresent(events::add);
            }
        }
        return events;
    }
}
