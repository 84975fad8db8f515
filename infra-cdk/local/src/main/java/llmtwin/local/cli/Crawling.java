package llmtwin.local.cli;

import java.util.HashMap;
import java.util.Map;

/// How the crawler behaves where no function runs it.
final class Crawling {
    private Crawling() {}

    /// The environment of this process, as the crawl function would be given it.
    ///
    /// @param allowLoopback whether this machine itself may be visited, whatever the environment says
    static Map<String, String> environment(boolean allowLoopback) {
        var environment = new HashMap<>(System.getenv());
        if (allowLoopback) {
            environment.put("CRAWL_ALLOW_LOOPBACK", "true");
        }
        environment.putIfAbsent("CRAWL_ALLOW_LOOPBACK", environment.getOrDefault("TWIN_ALLOW_LOOPBACK", "false"));
        return environment;
    }
}
