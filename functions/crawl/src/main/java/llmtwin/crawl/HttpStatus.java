package llmtwin.crawl;

import java.util.Locale;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/// Status codes in words.
final class HttpStatus {
    private HttpStatus() {}

    /// Such as `404 Not Found`.
    static String named(int status) {
        var words = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
        return words == null ? Integer.toString(status) : status + " " + words;
    }
}
