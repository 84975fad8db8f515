package llmtwin.local.cli;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import llmtwin.core.CleanDocument;

/// Fetches clean documents by their links, some at once, and hands them over in the order in which they were asked for.
final class CleanTexts implements AutoCloseable {
    /// No more than so many are in memory.
    private static final int AT_ONCE = 12;

    private final Client client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<CompletableFuture<Optional<CleanDocument>>> underWay = new ArrayDeque<>();

    CleanTexts(Client client) {
        this.client = client;
    }

    /// Asks for one more.
    ///
    /// @return what had to be waited for meanwhile; empty in it for what is not there any more
    List<Optional<CleanDocument>> fetch(URI link) {
        underWay.add(CompletableFuture.supplyAsync(() -> client.download(link).map(CleanDocument::fromJson), threads));
        return underWay.size() < AT_ONCE ? List.of() : List.of(first());
    }

    /// The rest.
    List<Optional<CleanDocument>> finish() {
        var rest = new ArrayList<Optional<CleanDocument>>();
        while (!underWay.isEmpty()) {
            rest.add(first());
        }
        return rest;
    }

    private Optional<CleanDocument> first() {
        try {
            return underWay.removeFirst().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed : e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
