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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
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
    private final MessageQueue<EraseRequest> erasures;
    private final BooleanSupplier isNewest;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final List<Member.Skipped> skipped = new ArrayList<>();
    private final List<Member.Blank> blank = new ArrayList<>();

    /// @param handler which kind of source the members are told to come from
    /// @param isNewest whether no later version of the archive is known by now
    Intake(
            Packed packed,
            Source source,
            String handler,
            ContentStore content,
            Documents documents,
            MessageQueue<EraseRequest> erasures,
            BooleanSupplier isNewest,
            InstantSource clock) {
        this.packed = packed;
        this.source = source;
        this.handler = handler;
        this.content = content;
        this.documents = documents;
        this.erasures = erasures;
        this.isNewest = isNewest;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param addresses of all members, those that are unchanged included, in the archive's order
    /// @param skipped what could not be read
    /// @param blank what holds no writing
    record Taken(Set<String> addresses, List<Member.Skipped> skipped, List<Member.Blank> blank) {
        Taken {
            addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
            skipped = List.copyOf(skipped);
            blank = List.copyOf(blank);
        }

        /// What was not taken in, each with its reason.
        List<String> reasons() {
            return Stream.concat(
                            skipped.stream().map(one -> one.name() + ": " + one.reason()),
                            blank.stream().map(one -> one.name() + ": " + one.reason()))
                    .toList();
        }

        int documents() {
            return addresses.size();
        }

        @Override
        public String toString() {
            return documents() + " documents, " + reasons().size() + " skipped";
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
            case Member.Blank nothing -> blank.add(nothing);
            case Member.Skipped unread -> skipped.add(unread);
        }
    }

    /// Waits until everything is in.
    ///
    /// @throws RuntimeException what went wrong with a member
    Taken finish() {
        threads.close();
        rethrow();
        return new Taken(addresses, skipped, blank);
    }

    @Override
    public void close() {
        threads.close();
    }

    private void start(String address, String contentType, byte[] bytes, @Nullable String name, @Nullable URI url) {
        rethrow();
        if (!RawFacts.fits(address)) {
            skipped.add(new Member.Skipped(address, "its name is too long"));
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
        if (known != null && (isKept(known, version) || (isDeleted(known) && !comesBack(ref, origin)))) {
            return;
        }
        var facts = new RawFacts(origin, version.observed(), origin.url(), handler, null, name);
        content.save(
                new ContentKey.Raw(ref, version.content()), new StoredObject(bytes, contentType, facts.toAttributes()));
        if (!documents.advance(ref, origin, version, new Step.Fetched(Validators.NONE), clock.instant())) {
            // Deleted while it was written: what was just stored must not stay.
            erasures.send(documents.document(ref).flatMap(EraseRequest::again).stream()
                    .toList());
        }
    }

    private static boolean isKept(Document known, Version version) {
        return known.version() != null
                && known.version().content().equals(version.content())
                && known.state() != State.FAILED
                && known.state() != State.DELETED;
    }

    private static boolean isDeleted(Document known) {
        return known.state() == State.DELETED;
    }

    /// What its owner deleted after the source was asked for stays deleted. What had left the archive comes back with
    /// it, but not with an older archive that is late.
    private boolean comesBack(DocumentRef ref, Origin origin) {
        return isNewest.getAsBoolean() && documents.announce(ref, origin, source.added());
    }
}
