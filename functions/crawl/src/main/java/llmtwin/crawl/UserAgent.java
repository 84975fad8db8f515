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

    /// As it stands in every request.
    @Override
    public String toString() {
        return PRODUCT + "/" + VERSION + " (+" + contact + ")";
    }

    Map<String, String> headers(String accept) {
        return Map.of("User-Agent", toString(), "Accept", accept, "Accept-Encoding", ContentCoding.ACCEPTED);
    }
}
