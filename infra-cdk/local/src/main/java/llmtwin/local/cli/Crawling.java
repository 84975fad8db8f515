package llmtwin.local.cli;

import java.util.HashMap;
import java.util.Map;

/// How the crawler behaves where no function runs it.
final class Crawling {
    private Crawling() {}

    /// The environment of this process, as the crawl function would be given it.
    static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("CRAWL_ALLOW_LOOPBACK", environment.getOrDefault("TWIN_ALLOW_LOOPBACK", "false"));
        return environment;
    }
}
