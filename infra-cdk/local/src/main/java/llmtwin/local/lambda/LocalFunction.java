package llmtwin.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A function with its instances: made when needed, one event at a time each, kept for the next event.
///
/// Where Lambda would refuse a call because every instance is busy, the caller waits here.
public final class LocalFunction implements AutoCloseable {
    private final FunctionDefinition definition;
    private final Class<?> handlerClass;
    private final Semaphore free;
    private final Deque<RequestHandler<Object, Object>> idle = new ConcurrentLinkedDeque<>();
    // Not virtual: inference in native code would hold the few carriers that everything else runs on.
    private final ExecutorService threads;

    /// @throws IllegalStateException if the handler's class is not there
    public LocalFunction(FunctionDefinition definition) {
        this.definition = definition;
        this.free = new Semaphore(definition.maxInstances());
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(definition.name() + "-", 1).factory());
        try {
            handlerClass = Class.forName(definition.handler());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "function %s: there is no class %s".formatted(definition.name(), definition.handler()), e);
        }
    }

    public String name() {
        return definition.name();
    }

    public int maxInstances() {
        return definition.maxInstances();
    }

    /// The handler's answer to one event.
    ///
    /// @throws FunctionFailed if the handler throws or takes longer than the function's timeout
    public @Nullable Object invoke(Object event) throws InterruptedException {
        free.acquire();
        try {
            return answer(event);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private @Nullable Object answer(Object event) throws InterruptedException {
        AtomicBoolean abandoned = new AtomicBoolean();
        Future<@Nullable Object> running = threads.submit(() -> handle(event, abandoned));
        try {
            return running.get(definition.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The instance is not used again, as on Lambda.
            abandoned.set(true);
            running.cancel(true);
            throw new FunctionFailed("%s timed out after %d s"
                    .formatted(definition.name(), definition.timeout().toSeconds()));
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new FunctionFailed(definition.name() + " failed: " + e.getCause(), e.getCause());
        }
    }

    private @Nullable Object handle(Object event, AtomicBoolean abandoned) {
        RequestHandler<Object, Object> instance = idle.poll();
        if (instance == null) {
            instance = instance();
        }
        try {
            return instance.handleRequest(event, new Invocation(definition, Instant.now()));
        } finally {
            if (!abandoned.get()) {
                idle.push(instance);
            }
        }
    }

    /// A handler built from the function's environment; see the `Map` constructor each handler has.
    @SuppressWarnings("unchecked") // Lambda itself trusts the template to send each handler what it takes.
    private RequestHandler<Object, Object> instance() {
        try {
            return (RequestHandler<Object, Object>)
                    handlerClass.getConstructor(Map.class).newInstance(definition.environment());
        } catch (InvocationTargetException e) {
            throw new FunctionFailed(definition.handler() + " could not start: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new FunctionFailed(
                    definition.handler() + " is no RequestHandler with a public constructor that takes a Map", e);
        }
    }
}
