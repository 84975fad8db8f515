package llmtwin.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.TooLarge;
import llmtwin.core.CrawlRequest;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.EraseRequest;
import llmtwin.core.MessageQueue;
import llmtwin.core.Origin;
import llmtwin.core.Replay;
import llmtwin.core.Seen;
import llmtwin.core.Source;
import llmtwin.core.Sources;
import llmtwin.core.State;
import llmtwin.core.Step;
import llmtwin.core.Validators;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unpacks one stored archive: everything in it becomes a raw document of its own, which starts the next stage. What
/// is the same as before is not written again, so a second run changes nothing and one that broke off is cheap to
/// repeat.
final class UnpackStep {
    private static final Logger log = LoggerFactory.getLogger(UnpackStep.class);

    private final ContentStore content;
    private final Documents documents;
    private final Sources sources;
    private final Membership membership;
    private final Replay unpacking;
    private final MessageQueue<EraseRequest> erasures;
    private final InstantSource clock;
    private final long maxBytes;

    /// @param unpacking sends an archive to be unpacked
    /// @param sweeps has a source looked over for what has vanished
    /// @param maxBytes of the largest archive that is read
    UnpackStep(
            ContentStore content,
            Documents documents,
            Sources sources,
            Replay unpacking,
            MessageQueue<CrawlRequest> sweeps,
            MessageQueue<EraseRequest> erasures,
            InstantSource clock,
            long maxBytes) {
        this.content = content;
        this.documents = documents;
        this.sources = sources;
        this.membership = new Membership(documents, sweeps, erasures, clock);
        this.unpacking = unpacking;
        this.erasures = erasures;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /// @param created when the object was written
    void unpack(ContentKey key, Instant created) throws IOException {
        var file = Files.createTempFile("archive", null);
        try {
            var object = content.copy(key, file, maxBytes);
            if (object.isPresent()) { // An object that is gone was deleted meanwhile.
                unpack(Packed.of(key, object.get(), file, created), file);
            }
        } catch (TooLarge e) {
            failed(key, created, String.valueOf(e.getMessage()), true);
        } finally {
            Files.delete(file);
        }
    }

    private void unpack(Packed packed, Path file) {
        if (isOvertaken(packed)) {
            leave(packed);
            return;
        }
        if (packed.isUpload()) {
            ask(packed);
        }
        var source = source(packed);
        if (source.isEmpty()) {
            log.info("dropped {}: its source is gone", packed.name());
            membership.dissolve(packed);
            return;
        }
        advance(packed, new Step.Fetched(Validators.NONE));
        takeIn(packed, source.get(), file);
    }

    private void takeIn(Packed packed, Source source, Path file) {
        try (var archive = Archive.open(file, packed.name(), ArchiveLimits.STANDARD)) {
            var export = packed.isExport() ? Exports.of(archive) : Exports.ANY_FILES;
            var taken = takeIn(packed, source, archive, export);
            log.info("unpacked {} as {}: {}", packed.name(), export.name(), taken);
            if (isOvertaken(packed)) {
                leave(packed);
            } else if (source(packed).isEmpty()) {
                membership.dissolve(packed);
            } else {
                settle(packed, taken, seen(archive, export, taken), archive.leftOut());
            }
        } catch (IOException e) {
            giveUp(packed, Archive.broken("it", e).reason());
        }
    }

    private Intake.Taken takeIn(Packed packed, Source source, Archive archive, Export export) throws IOException {
        var handler = packed.isExport() ? export.name() : packed.handler();
        try (var intake =
                new Intake(packed, source, handler, content, documents, erasures, () -> !isOvertaken(packed), clock)) {
            export.read(archive, packed.told().options(), intake::take);
            return intake.finish();
        }
    }

    /// What the archive says about what it holds. Where something could not be read, or its end may be missing, it
    /// may hold more than it shows.
    private static Seen seen(Archive archive, Export export, Intake.Taken taken) {
        var addresses = new HashSet<>(taken.addresses());
        if (export.namesDocumentsByEntry()) {
            taken.skipped().forEach(one -> addresses.add(Addresses.of(archive, one.name())));
        }
        boolean all = archive.isWhole() && (taken.skipped().isEmpty() || export.namesDocumentsByEntry());
        return all ? Seen.everything(addresses) : Seen.some(addresses);
    }

    /// A later message was faster, or the archive was deleted.
    private boolean isOvertaken(Packed packed) {
        return newer(packed).isPresent();
    }

    private Optional<Document> newer(Packed packed) {
        return documents
                .document(packed.ref())
                .filter(document ->
                        document.version() != null && document.version().compareTo(packed.version()) > 0);
    }

    /// Leaves an archive that was overtaken. What this version has brought in, now or in a try that broke off, may be
    /// none of the newest one's: that one looks once more, or whoever deleted the archive wanted that gone, too.
    private void leave(Packed packed) {
        newer(packed).ifPresent(newest -> {
            var key = newest.contentKey();
            var version = newest.version();
            if (newest.state() == State.DELETED) {
                membership.dissolve(packed);
            } else if (key != null && version != null) {
                unpacking.replay(key, version.observed());
            }
        });
    }

    /// An upload makes it its own source: uploaded again, it brings back what was deleted before. The same message
    /// again asks for nothing.
    private void ask(Packed packed) {
        var known = sources.source(packed.ref().twin(), packed.source());
        var uploaded = packed.version().observed();
        if (known.filter(source -> !source.added().isBefore(uploaded)).isPresent()) {
            return;
        }
        var source = Source.ofArchive(packed.ref().twin(), packed.origin().address(), uploaded);
        sources.save(source);
        known.map(Source::nextCrawl).ifPresent(next -> sources.comeBack(source.twin(), source.id(), next));
    }

    /// The source everything in the archive belongs to; empty if it is gone or going.
    private Optional<Source> source(Packed packed) {
        return sources.source(packed.ref().twin(), packed.source())
                .filter(source -> source.status() != Source.Status.ERASING);
    }

    private void settle(Packed packed, Intake.Taken taken, Seen seen, int leftOut) {
        if (taken.documents() == 0) {
            giveUp(packed, "nothing in it can be read as writing; " + Exports.SUPPORTED);
            return;
        }
        advance(packed, new Step.Unpacked());
        var notice = notice(packed, taken, leftOut);
        if (!notice.isEmpty()) {
            documents.note(packed.ref(), notice, clock.instant());
        }
        crawled(packed, null, taken.documents());
        membership.compare(packed, seen);
    }

    /// What was left out of account, in words for the owner; empty if nothing was.
    private static String notice(Packed packed, Intake.Taken taken, int leftOut) {
        var notices = new ArrayList<String>();
        packed.told().ignored().forEach(option -> notices.add("ignored: " + option));
        var reasons = taken.reasons();
        int skipped = reasons.size() + leftOut;
        if (skipped > 0) {
            notices.add(skipped + (skipped == 1 ? " entry was" : " entries were") + " not read");
        }
        if (!reasons.isEmpty()) {
            notices.add("the first: " + reasons.getFirst());
        }
        return String.join("; ", notices);
    }

    private void giveUp(Packed packed, String reason) {
        advance(packed, new Step.Failed(reason));
        crawled(packed, reason, 0);
    }

    /// Of a site that has other documents, too, an archive says nothing.
    private void crawled(Packed packed, @Nullable String problem, int found) {
        if (packed.isSource()) {
            sources.source(packed.ref().twin(), packed.source())
                    .ifPresent(source -> sources.crawled(
                            source.twin(), source.id(), problem, found, source.validators(), source.nextCrawl()));
        }
    }

    private void advance(Packed packed, Step step) {
        documents.advance(packed.ref(), packed.origin(), packed.version(), step, clock.instant());
    }

    /// Notes on an archive that it could not be unpacked.
    ///
    /// @param last whether it will not be tried again
    void failed(ContentKey key, Instant created, String problem, boolean last) {
        switch (key) {
            case ContentKey.Upload upload -> failed(upload.ref(), upload.origin(), problem, last);
            case ContentKey.Raw raw ->
                documents.document(raw.ref()).ifPresent(known -> failed(raw.ref(), known.origin(), problem, last));
            case ContentKey.Clean _ -> log.warn("{} is no archive", key.path());
        }
    }

    private void failed(DocumentRef ref, Origin origin, String problem, boolean last) {
        var version = documents.document(ref).map(Document::version);
        if (!last) {
            documents.note(ref, problem + "; it will be tried again", clock.instant());
        } else if (version.isPresent()) {
            var failed = new Step.Failed(problem);
            if (!documents.advance(ref, origin, version.get(), failed, clock.instant())) {
                // What an earlier version held stays.
                documents.note(ref, problem, clock.instant());
            }
        } else {
            documents.fruitless(ref, origin, new Step.Failed(problem), clock.instant());
        }
    }
}
