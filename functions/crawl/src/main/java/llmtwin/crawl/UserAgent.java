package llmtwin.crawl;

import java.net.URI;
import java.util.Map;

/// How the crawler introduces itself: a name that robots.txt files can use, and where its owner can be reached.
record UserAgent(URI contact) {
    private static final String PRODUCT = "llm-twin";
    private static final String VERSION = "0.1";

    String productToken() {
        return PRODUCT;
    }

    Map<String, String> headers(String accept) {
        return Map.of(
                "User-Agent",
                PRODUCT + "/" + VERSION + " (+" + contact + ")",
                "Accept",
                accept,
                "Accept-Encoding",
                ContentCoding.ACCEPTED);
    }
}
