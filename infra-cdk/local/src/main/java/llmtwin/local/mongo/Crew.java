package llmtwin.local.mongo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Does many things at once, but no more than fit into memory and the other side takes.
final class Crew implements AutoCloseable {
    private static final int MOST = 16;
    /// What may be under way at a time, in KB; each takes its share at least, so that no more than so many are.
    private static final int ROOM = 64 << 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(ROOM);
    private final Phaser underWay = new Phaser(1);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /// Starts something; waits while too much is under way.
    ///
    /// @param bytes it keeps in memory
    /// @throws RuntimeException what went wrong before
    void start(long bytes, Runnable work) {
        rethrow();
        int share = Math.clamp(bytes >> 10, ROOM / MOST, ROOM);
        room.acquireUninterruptibly(share);
        underWay.register();
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release(share);
                underWay.arriveAndDeregister();
            }
        });
    }

    /// Waits until everything started is done.
    ///
    /// @throws RuntimeException what went wrong with any of it
    void await() {
        underWay.arriveAndAwaitAdvance();
        rethrow();
    }

    private void rethrow() {
        var problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
