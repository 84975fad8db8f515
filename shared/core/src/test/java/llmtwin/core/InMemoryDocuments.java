package llmtwin.core;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger of documents in a map; the reference for what [DocumentsContract] says.
public final class InMemoryDocuments implements Documents {
    private final Map<String, Document> documents = new TreeMap<>();
    private final Map<String, DocumentId> claims = new HashMap<>();
    private final Set<DocumentRef> givingUp = new HashSet<>();

    @Override
    public synchronized Optional<Document> document(DocumentRef ref) {
        return Optional.ofNullable(documents.get(ref.toString()));
    }

    @Override
    public synchronized Page documents(
            TwinId twin, @Nullable State state, @Nullable SourceId source, int limit, @Nullable String cursor) {
        var matching = documents.values().stream()
                .filter(d -> d.ref().twin().equals(twin) && d.state() != State.DELETED)
                .filter(d -> state == null || d.state() == state)
                .filter(d -> source == null || source.equals(d.origin().source()))
                .filter(d -> cursor == null || d.ref().id().value().compareTo(cursor) > 0)
                .toList();
        boolean more = matching.size() > limit;
        var page = more ? matching.subList(0, limit) : matching;
        return new Page(page, more ? page.getLast().ref().id().value() : null);
    }

    @Override
    public synchronized Map<State, Integer> counts(TwinId twin) {
        var counts = new EnumMap<State, Integer>(State.class);
        for (var document : documents(twin, null, null, Integer.MAX_VALUE, null).documents()) {
            counts.merge(document.state(), 1, Integer::sum);
        }
        return counts;
    }

    @Override
    public synchronized boolean announce(DocumentRef ref, Origin origin, Instant asked) {
        var known = documents.get(ref.toString());
        if (known != null && !(known.state() == State.DELETED && known.updated().isBefore(asked))) {
            return false;
        }
        put(new Document(ref, origin, State.QUEUED, null, null, null, 0, null, Validators.NONE, asked));
        return true;
    }

    @Override
    public synchronized boolean advance(DocumentRef ref, Origin origin, Version version, Step step, Instant now) {
        var known = documents.get(ref.toString());
        if (known != null && !allows(known, version, step.state())) {
            return false;
        }
        var metadata = known == null ? null : known.metadata();
        int chunks = known == null ? 0 : known.chunks();
        var validators = known == null ? Validators.NONE : known.validators();
        String problem = null;
        DocumentId duplicateOf = null;
        switch (step) {
            case Step.Fetched fetched -> validators = fetched.validators();
            case Step.Cleaned cleaned -> metadata = cleaned.metadata();
            case Step.Indexed indexed -> chunks = indexed.chunks();
            case Step.Skipped skipped -> {
                problem = skipped.reason();
                chunks = 0;
            }
            case Step.Unpacked _ -> chunks = 0;
            case Step.Duplicate duplicate -> {
                metadata = duplicate.metadata();
                duplicateOf = duplicate.of();
                chunks = 0;
            }
            case Step.Failed failed -> problem = failed.reason();
            case Step.Deleted _ -> {
                metadata = null;
                chunks = 0;
                validators = Validators.NONE;
            }
        }
        var first = known == null ? origin.source() : known.origin().source();
        var source = step instanceof Step.Deleted ? null : first == null ? origin.source() : first;
        var kept = new Origin(origin.address(), source, origin.url());
        put(new Document(ref, kept, step.state(), version, problem, metadata, chunks, duplicateOf, validators, now));
        return true;
    }

    private static boolean allows(Document known, Version version, State next) {
        if (known.version() == null) {
            return true;
        }
        int order = version.compareTo(known.version());
        return order > 0 || (order == 0 && known.state().allows(next));
    }

    @Override
    public synchronized void fruitless(DocumentRef ref, Origin origin, Step step, Instant now) {
        String reason = switch (step) {
            case Step.Skipped(var r) -> r;
            case Step.Failed(var r) -> r;
            default -> throw new IllegalArgumentException(step + " is no fruitless visit");
        };
        var known = documents.get(ref.toString());
        if (known == null || known.version() == null) {
            put(new Document(ref, origin, step.state(), null, reason, null, 0, null, Validators.NONE, now));
        } else {
            note(ref, reason, now);
        }
    }

    @Override
    public synchronized void note(DocumentRef ref, String problem, Instant now) {
        var known = documents.get(ref.toString());
        if (known != null && known.state() != State.DELETED) {
            put(new Document(
                    ref,
                    known.origin(),
                    known.state(),
                    known.version(),
                    problem,
                    known.metadata(),
                    known.chunks(),
                    known.duplicateOf(),
                    known.validators(),
                    now));
        }
    }

    @Override
    public synchronized void unchanged(DocumentRef ref, Validators validators, Instant now) {
        var known = documents.get(ref.toString());
        if (known != null && known.state() != State.DELETED) {
            put(new Document(
                    ref,
                    known.origin(),
                    known.state(),
                    known.version(),
                    known.state() == State.SEARCHABLE ? null : known.problem(),
                    known.metadata(),
                    known.chunks(),
                    known.duplicateOf(),
                    validators,
                    now));
        }
    }

    @Override
    public synchronized DocumentId claim(DocumentRef ref, Sha256 textHash) {
        var owner = claims.putIfAbsent(ref.twin() + "/" + textHash, ref.id());
        return owner == null ? ref.id() : owner;
    }

    @Override
    public synchronized void release(DocumentRef ref, @Nullable Sha256 kept, Consumer<Document> orphan) {
        boolean released = claims.entrySet()
                .removeIf(claim -> claim.getKey().startsWith(ref.twin() + "/")
                        && claim.getValue().equals(ref.id())
                        && (kept == null || !claim.getKey().endsWith("/" + kept)));
        if (released || givingUp.contains(ref)) {
            givingUp.add(ref);
            documents.values().stream()
                    .filter(document -> document.ref().twin().equals(ref.twin())
                            && document.state() == State.DUPLICATE
                            && ref.id().equals(document.duplicateOf()))
                    .toList()
                    .forEach(orphan);
            givingUp.remove(ref);
        }
    }

    private void put(Document document) {
        documents.put(document.ref().toString(), document);
    }
}
