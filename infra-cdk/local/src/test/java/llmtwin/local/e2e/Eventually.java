package llmtwin.local.e2e;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks again until something is so: what an event-driven system is tested with.
final class Eventually {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Eventually() {}

    /// @return the first value that is as wanted
    /// @throws AssertionError with the last value seen, if none was within three minutes
    static <T> T eventually(String what, Supplier<T> look, Predicate<T> wanted) throws InterruptedException {
        return eventually(what, BETWEEN_LOOKS, look, wanted);
    }

    /// @param between two looks, for a look that costs much
    static <T> T eventually(String what, Duration between, Supplier<T> look, Predicate<T> wanted)
            throws InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError(what + " did not happen; last seen: " + seen);
            }
            Thread.sleep(between);
        }
    }
}
