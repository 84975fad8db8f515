package llmtwin.local.cloud;

import java.util.List;

/// Which events of a bucket go to which queue.
///
/// @param prefix what a key starts with, empty for every key
/// @param suffix what a key ends with, empty for every key
/// @param queueArn where the event message is sent
/// @param events event names as in a template, `s3:ObjectCreated:*` for example
public record BucketNotification(String prefix, String suffix, String queueArn, List<String> events) {
    public BucketNotification {
        events = List.copyOf(events);
    }

    /// Whether an event is one of these.
    ///
    /// @param event a concrete event as it stands in a message, `ObjectCreated:Put` for example
    public boolean matches(String event, String key) {
        return key.startsWith(prefix)
                && key.endsWith(suffix)
                && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + event));
    }

    private static boolean covers(String pattern, String event) {
        return pattern.endsWith("*")
                ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                : event.equals(pattern);
    }
}
