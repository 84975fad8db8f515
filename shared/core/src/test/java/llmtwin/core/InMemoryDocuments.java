package llmtwin.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger of documents in a map; the reference for what [DocumentsContract] says.
public final class InMemoryDocuments implements Documents {
    private final Map<String, Document> documents = new TreeMap<>();
    private final Map<DocumentRef, Claim> claims = new HashMap<>();
    private final Set<DocumentRef> givingUp = new HashSet<>();
    private final Map<DocumentRef, Map<Missing.Cause, Instant>> marks = new HashMap<>();
    private final Map<DocumentRef, Set<DocumentRef>> duplicates = new HashMap<>();
    private final Set<DocumentRef> vanished = new HashSet<>();

    @Override
    public synchronized Optional<Document> document(DocumentRef ref) {
        return Optional.ofNullable(documents.get(ref.toString())).map(this::shown);
    }

    @Override
    public synchronized Page documents(
            TwinId twin, @Nullable State state, @Nullable SourceId source, int limit, @Nullable String cursor) {
        var matching = documents.values().stream()
                .filter(d -> d.ref().twin().equals(twin) && d.state() != State.DELETED)
                .filter(d -> state == null || d.state() == state)
                .filter(d -> source == null || source.equals(d.origin().source()))
                .filter(d -> cursor == null || d.ref().id().value().compareTo(cursor) > 0)
                .map(this::shown)
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
        if (known != null && !mayComeBack(known, asked)) {
            return false;
        }
        vanished.remove(ref);
        marks.remove(ref);
        put(new Document(
                ref, origin, State.QUEUED, null, null, null, 0, null, List.of(), Validators.NONE, null, asked));
        return true;
    }

    private boolean mayComeBack(Document known, Instant asked) {
        return known.state() == State.DELETED && (known.updated().isBefore(asked) || vanished.contains(known.ref()));
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
        vanished.remove(ref);
        switch (step) {
            case Step.Fetched fetched -> {
                validators = fetched.validators();
                unmark(ref, Missing.Cause.GONE);
            }
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
            case Step.Deleted deleted -> {
                metadata = null;
                chunks = 0;
                validators = Validators.NONE;
                marks.remove(ref);
                if (deleted.vanished()) {
                    vanished.add(ref);
                }
            }
        }
        var first = known == null ? origin.source() : known.origin().source();
        var source = step instanceof Step.Deleted ? null : first == null ? origin.source() : first;
        var kept = new Origin(origin.address(), source, origin.url());
        put(new Document(
                ref,
                kept,
                step.state(),
                version,
                problem,
                metadata,
                chunks,
                duplicateOf,
                List.of(),
                validators,
                null,
                now));
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
            put(new Document(
                    ref, origin, step.state(), null, reason, null, 0, null, List.of(), Validators.NONE, null, now));
        } else {
            note(ref, reason, now);
        }
    }

    @Override
    public synchronized void note(DocumentRef ref, String problem, Instant now) {
        existing(ref).ifPresent(known -> put(noted(known, problem, known.validators(), now)));
    }

    @Override
    public synchronized void unchanged(DocumentRef ref, Validators validators, Instant now) {
        existing(ref).ifPresent(known -> {
            unmark(ref, Missing.Cause.GONE);
            boolean settled = known.state() == State.SEARCHABLE || known.state() == State.DUPLICATE;
            var problem = settled && !marks.containsKey(ref) ? null : known.problem();
            put(noted(known, problem, validators, now));
        });
    }

    @Override
    public synchronized void missing(DocumentRef ref, Missing missing, String reason) {
        existing(ref).ifPresent(known -> {
            marks.computeIfAbsent(ref, _ -> new EnumMap<>(Missing.Cause.class))
                    .putIfAbsent(missing.cause(), missing.since());
            var updated = missing.cause() == Missing.Cause.GONE ? missing.since() : known.updated();
            put(noted(known, saysWhy(known) ? known.problem() : reason, known.validators(), updated));
        });
    }

    @Override
    public synchronized void found(DocumentRef ref, Missing.Cause cause) {
        existing(ref).ifPresent(known -> {
            unmark(ref, cause);
            put(noted(known, saysWhy(known) ? known.problem() : null, known.validators(), known.updated()));
        });
    }

    private static boolean saysWhy(Document known) {
        return known.state() == State.SKIPPED || known.state() == State.FAILED;
    }

    private Optional<Document> existing(DocumentRef ref) {
        return document(ref).filter(known -> known.state() != State.DELETED);
    }

    private void unmark(DocumentRef ref, Missing.Cause cause) {
        marks.computeIfPresent(ref, (_, since) -> {
            since.remove(cause);
            return since.isEmpty() ? null : since;
        });
    }

    private static Document noted(Document known, @Nullable String problem, Validators validators, Instant updated) {
        return new Document(
                known.ref(),
                known.origin(),
                known.state(),
                known.version(),
                problem,
                known.metadata(),
                known.chunks(),
                known.duplicateOf(),
                List.of(),
                validators,
                null,
                updated);
    }

    @Override
    public synchronized DocumentId claim(DocumentRef ref, Fingerprint fingerprint) {
        var owner = claims.entrySet().stream()
                .filter(claim -> claim.getKey().twin().equals(ref.twin())
                        && !claim.getKey().equals(ref))
                .filter(claim -> claim.getValue().isSharedBy(fingerprint))
                .max(Comparator.comparingDouble((Map.Entry<DocumentRef, Claim> claim) ->
                                claim.getValue().likeness(fingerprint))
                        .thenComparing(claim -> claim.getKey().id(), Comparator.reverseOrder()))
                .map(claim -> claim.getKey().id());
        if (owner.isEmpty()) {
            claims.computeIfAbsent(ref, _ -> new Claim(fingerprint)).add(fingerprint);
        }
        return owner.orElse(ref.id());
    }

    @Override
    public synchronized void release(DocumentRef ref, @Nullable Fingerprint kept, Consumer<Document> orphan) {
        var claim = claims.get(ref);
        boolean released = claim != null && claim.keepOnly(kept);
        if (claim != null && claim.isEmpty()) {
            claims.remove(ref);
        }
        if (released || givingUp.contains(ref)) {
            givingUp.add(ref);
            duplicatesOf(ref).forEach(orphan);
            givingUp.remove(ref);
        }
    }

    private List<Document> duplicatesOf(DocumentRef ref) {
        return duplicates.getOrDefault(ref, Set.of()).stream()
                .map(duplicate -> documents.get(duplicate.toString()))
                .toList();
    }

    /// What a document has claimed: the names of all its texts that are not released, and its newest text.
    private static final class Claim {
        private final Set<String> names = new HashSet<>();
        private Fingerprint newest;

        Claim(Fingerprint first) {
            newest = first;
        }

        void add(Fingerprint fingerprint) {
            newest = fingerprint;
            names.addAll(fingerprint.names());
        }

        boolean isSharedBy(Fingerprint other) {
            return names.contains(other.names().getFirst())
                    || (other.names().stream().anyMatch(names::contains) && newest.isDuplicateOf(other));
        }

        double likeness(Fingerprint other) {
            return names.contains(other.names().getFirst())
                    ? 2
                    : newest.sketch().likeness(other.sketch());
        }

        /// @return whether anything was given up
        boolean keepOnly(@Nullable Fingerprint kept) {
            return kept == null ? names.removeIf(_ -> true) : names.retainAll(Set.copyOf(kept.names()));
        }

        boolean isEmpty() {
            return names.isEmpty();
        }
    }

    /// With what is kept beside it.
    private Document shown(Document document) {
        var missing = marks.getOrDefault(document.ref(), Map.of()).entrySet().stream()
                .map(mark -> new Missing(mark.getValue(), mark.getKey()))
                .min(Comparator.comparing(Missing::since))
                .orElse(null);
        return new Document(
                document.ref(),
                document.origin(),
                document.state(),
                document.version(),
                document.problem(),
                document.metadata(),
                document.chunks(),
                document.duplicateOf(),
                duplicatesOf(document.ref()).stream()
                        .map(duplicate -> duplicate.origin().address())
                        .sorted()
                        .limit(Document.MOST_OTHERS)
                        .toList(),
                document.validators(),
                missing,
                document.updated());
    }

    private void put(Document document) {
        var before = documents.put(document.ref().toString(), document);
        if (before != null && before.duplicateOf() != null) {
            var owner = new DocumentRef(document.ref().twin(), before.duplicateOf());
            duplicates.computeIfPresent(owner, (_, others) -> {
                others.remove(document.ref());
                return others;
            });
        }
        if (document.duplicateOf() != null) {
            duplicates
                    .computeIfAbsent(
                            new DocumentRef(document.ref().twin(), document.duplicateOf()),
                            _ -> new TreeSet<>(Comparator.comparing(DocumentRef::id)))
                    .add(document.ref());
        }
    }
}
