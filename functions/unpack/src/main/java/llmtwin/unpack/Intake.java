package llmtwin.unpack;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.Origin;
import llmtwin.core.Piece;
import llmtwin.core.RawFacts;
import llmtwin.core.Sha256;
import llmtwin.core.Source;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import llmtwin.core.Version;
import org.jspecify.annotations.Nullable;

/// Takes the members of one archive in, many at once: each becomes a raw document. The bytes are stored first, then
/// the ledger learns of them.
final class Intake implements AutoCloseable {
    /// What may be under way at a time, in KB of content.
    private static final int ROOM = 64 << 10;
    /// Each member takes this much room at least, so that no more than so many are under way.
    private static final int LEAST = ROOM / 32;

    private final Packed packed;
    private final Source source;
    private final String handler;
    private final ContentStore content;
    private final Documents documents;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());

    /// @param handler which kind of source the members are told to come from
    Intake(
            Packed packed,
            Source source,
            String handler,
            ContentStore content,
            Documents documents,
            InstantSource clock) {
        this.packed = packed;
        this.source = source;
        this.handler = handler;
        this.content = content;
        this.documents = documents;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param addresses of all members, those that are unchanged included, in the archive's order
    /// @param skipped what could not be read, each with its reason
    record Taken(Set<String> addresses, List<String> skipped) {
        Taken {
            addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
            skipped = List.copyOf(skipped);
        }

        int documents() {
            return addresses.size();
        }

        @Override
        public String toString() {
            return documents() + " documents, " + skipped.size() + " skipped";
        }
    }

    /// Starts to take a member in; waits while too much is under way.
    ///
    /// @throws RuntimeException what went wrong with a member before
    void take(Member member) {
        switch (member) {
            case Member.File file ->
                start(file.address(), file.contentType(), file.bytes(), file.name(), packed.url(file.name()));
            case Member.Writing(var piece) ->
                start(
                        piece.address(),
                        Piece.MEDIA_TYPE,
                        piece.toJson().getBytes(StandardCharsets.UTF_8),
                        null,
                        piece.url());
            case Member.Skipped(var name, var reason) -> skipped.add(name + ": " + reason);
        }
    }

    /// Waits until everything is in.
    ///
    /// @throws RuntimeException what went wrong with a member
    Taken finish() {
        threads.close();
        rethrow();
        return new Taken(addresses, skipped);
    }

    @Override
    public void close() {
        threads.close();
    }

    private void start(String address, String contentType, byte[] bytes, @Nullable String name, @Nullable URI url) {
        rethrow();
        if (!RawFacts.fits(address)) {
            skipped.add(address + ": its name is too long");
            return;
        }
        if (!addresses.add(address)) {
            return; // Twice in one archive: the first counts.
        }
        int size = Math.clamp(bytes.length >> 10, LEAST, ROOM);
        room.acquireUninterruptibly(size);
        threads.execute(() -> {
            try {
                store(new Origin(address, packed.source(), url), contentType, bytes, name);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release(size);
            }
        });
    }

    private void rethrow() {
        var problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    private void store(Origin origin, String contentType, byte[] bytes, @Nullable String name) {
        var ref = new DocumentRef(
                packed.ref().twin(), origin.documentId(packed.ref().twin()));
        var version = new Version(Sha256.of(bytes), packed.version().observed());
        var known = documents.document(ref).orElse(null);
        if (known != null && (isKept(known, version) || isDeleted(known))) {
            return;
        }
        var facts = new RawFacts(origin, version.observed(), origin.url(), handler, null, name);
        content.save(
                new ContentKey.Raw(ref, version.content()), new StoredObject(bytes, contentType, facts.toAttributes()));
        boolean advanced = documents.advance(ref, origin, version, new Step.Fetched(Validators.NONE), clock.instant());
        if (!advanced
                && documents
                        .document(ref)
                        .map(Document::state)
                        .filter(State.DELETED::equals)
                        .isPresent()) {
            // Deleted while it was written: what was just stored must not stay.
            content.erase(ref, origin);
        }
    }

    private static boolean isKept(Document known, Version version) {
        return known.version() != null
                && known.version().content().equals(version.content())
                && known.state() != State.FAILED
                && known.state() != State.DELETED;
    }

    /// Deleted by its owner after the source was asked for: it stays deleted.
    private boolean isDeleted(Document known) {
        return known.state() == State.DELETED && !known.updated().isBefore(source.added());
    }
}
