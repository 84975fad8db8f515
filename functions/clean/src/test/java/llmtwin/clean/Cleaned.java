package llmtwin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/// What cleaning an uploaded file led to, as tests ask for it.
final class Cleaned {
    private Cleaned() {}

    static CleanOutcome upload(byte[] bytes, String name) {
        return new Cleaner().clean(bytes, new Hints("application/octet-stream", name, null));
    }

    static CleanOutcome.Text text(byte[] bytes, String name) {
        return assertInstanceOf(CleanOutcome.Text.class, upload(bytes, name));
    }

    static String unreadable(byte[] bytes, String name) {
        return assertInstanceOf(CleanOutcome.Unreadable.class, upload(bytes, name))
                .reason();
    }

    /// Cut anywhere or changed anywhere, the file has a clear outcome; no exception leaves the cleaner.
    static void survivesDamage(byte[] whole, String name) {
        var random = new Random(42);
        for (int times = 0; times < 100; times++) {
            var cut = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            assertTrue(upload(cut, name).toString().length() > 0);
            var damaged = whole.clone();
            for (int hits = 0; hits < 5; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertTrue(upload(damaged, name).toString().length() > 0);
        }
    }

    /// What the work leads to, if this thread works no longer than so many milliseconds, however busy the machine is.
    static <T> T within(long millis, Supplier<T> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        T result = work.get();
        long took = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
        assertEquals(Math.min(took, millis), took, "milliseconds");
        return result;
    }
}
