package llmtwin.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger of sources in a map; the reference for what [SourcesContract] says.
public final class InMemorySources implements Sources {
    private final Map<String, Source> sources = new HashMap<>();

    @Override
    public synchronized void save(Source source) {
        sources.put(key(source.twin(), source.id()), source);
    }

    @Override
    public synchronized Optional<Source> source(TwinId twin, SourceId id) {
        return Optional.ofNullable(sources.get(key(twin, id)));
    }

    @Override
    public synchronized List<Source> sources(TwinId twin) {
        return sources.values().stream()
                .filter(source -> source.twin().equals(twin))
                .sorted(Comparator.comparing(source -> source.url().toString()))
                .toList();
    }

    @Override
    public synchronized List<Source> due(Instant now) {
        return sources.values().stream()
                .filter(source -> source.status() != Source.Status.ERASING)
                .filter(source ->
                        source.nextCrawl() != null && !source.nextCrawl().isAfter(now))
                .sorted(Comparator.comparing(Source::nextCrawl, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    @Override
    public synchronized void crawled(
            TwinId twin,
            SourceId id,
            @Nullable String problem,
            int found,
            Validators validators,
            @Nullable Instant nextCrawl) {
        var status = problem == null ? Source.Status.CRAWLED : Source.Status.FAILED;
        put(twin, id, status, problem, problem == null ? found : -1, validators, nextCrawl);
    }

    @Override
    public synchronized void goesOn(TwinId twin, SourceId id, int found, Instant nextCrawl) {
        put(twin, id, Source.Status.QUEUED, null, found, Validators.NONE, nextCrawl);
    }

    private void put(
            TwinId twin,
            SourceId id,
            Source.Status status,
            @Nullable String problem,
            int found,
            Validators validators,
            @Nullable Instant nextCrawl) {
        sources.computeIfPresent(
                key(twin, id),
                (_, known) -> known.status() == Source.Status.ERASING
                        ? known
                        : new Source(
                                twin,
                                id,
                                known.url(),
                                known.added(),
                                known.interval(),
                                nextCrawl,
                                status,
                                problem,
                                found < 0 ? known.found() : found,
                                validators,
                                known.reach()));
    }

    @Override
    public synchronized void comeBack(TwinId twin, SourceId id, @Nullable Instant nextCrawl) {
        sources.computeIfPresent(
                key(twin, id),
                (_, known) -> known.status() == Source.Status.ERASING
                        ? known
                        : new Source(
                                twin,
                                id,
                                known.url(),
                                known.added(),
                                known.interval(),
                                nextCrawl,
                                known.status(),
                                known.problem(),
                                known.found(),
                                known.validators(),
                                known.reach()));
    }

    @Override
    public synchronized void remove(TwinId twin, SourceId id) {
        sources.remove(key(twin, id));
    }

    private static String key(TwinId twin, SourceId id) {
        return twin + "/" + id;
    }
}
