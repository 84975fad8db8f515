package llmtwin.crawl;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
interface Pause {
    void sleep(Duration duration);

    /// The pause that takes its time.
    static void really(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a host rests", e);
        }
    }
}
