package llmtwin.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How long each step of one answer took.
final class Took {
    private final Map<String, Long> millis = new LinkedHashMap<>();

    <T> T step(String name, Supplier<T> step) {
        long start = System.nanoTime();
        try {
            return step.get();
        } finally {
            millis.merge(name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Long::sum);
        }
    }

    /// In the order of the steps.
    Map<String, Long> millis() {
        return new LinkedHashMap<>(millis);
    }
}
