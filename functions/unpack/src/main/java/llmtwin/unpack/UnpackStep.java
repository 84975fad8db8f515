package llmtwin.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore;
import llmtwin.core.ContentStore.TooLarge;
import llmtwin.core.Document;
import llmtwin.core.DocumentRef;
import llmtwin.core.Documents;
import llmtwin.core.Origin;
import llmtwin.core.Source;
import llmtwin.core.Sources;
import llmtwin.core.Step;
import llmtwin.core.Validators;
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
    private final InstantSource clock;
    private final long maxBytes;

    /// @param maxBytes of the largest archive that is read
    UnpackStep(ContentStore content, Documents documents, Sources sources, InstantSource clock, long maxBytes) {
        this.content = content;
        this.documents = documents;
        this.sources = sources;
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
            return;
        }
        var source = source(packed);
        if (source.isEmpty()) {
            log.info("dropped {}: its source is gone", packed.name());
            return;
        }
        advance(packed, new Step.Fetched(Validators.NONE));
        try (var archive = Archive.open(file, packed.name(), ArchiveLimits.STANDARD)) {
            var taken = takeIn(packed, source.get(), archive);
            settle(packed, source.get(), taken, archive.leftOut());
        } catch (IOException e) {
            giveUp(packed, Archive.broken("it", e).reason());
        }
    }

    private Intake.Taken takeIn(Packed packed, Source source, Archive archive) throws IOException {
        // Files in a repository are code, also where they look like somebody's export.
        var export = packed.isUpload() ? Exports.of(archive) : Exports.ANY_FILES;
        var handler = packed.isUpload() ? export.name() : packed.handler();
        try (var intake = new Intake(packed, source, handler, content, documents, clock)) {
            export.read(archive, Options.STANDARD, intake::take);
            var taken = intake.finish();
            log.info("unpacked {} as {}: {}", packed.name(), export.name(), taken);
            return taken;
        }
    }

    /// A later message was faster, or the archive was deleted.
    private boolean isOvertaken(Packed packed) {
        return documents
                .document(packed.ref())
                .map(Document::version)
                .filter(newest -> newest.compareTo(packed.version()) > 0)
                .isPresent();
    }

    /// The source everything in the archive belongs to. An upload makes it its own source: uploaded again, it brings
    /// back what was deleted before.
    private Optional<Source> source(Packed packed) {
        if (packed.isUpload()) {
            sources.save(Source.ofArchive(
                    packed.ref().twin(),
                    packed.origin().address(),
                    packed.version().observed()));
        }
        return sources.source(packed.ref().twin(), packed.source())
                .filter(source -> source.status() != Source.Status.ERASING);
    }

    private void settle(Packed packed, Source source, Intake.Taken taken, int leftOut) {
        if (taken.documents() == 0) {
            giveUp(packed, "nothing in it can be read as writing; " + Exports.SUPPORTED);
            return;
        }
        advance(packed, new Step.Unpacked());
        int skipped = taken.skipped().size() + leftOut;
        if (skipped > 0) {
            documents.note(packed.ref(), notice(taken, skipped), clock.instant());
        }
        sources.crawled(
                packed.ref().twin(), packed.source(), null, taken.documents(), source.validators(), source.nextCrawl());
    }

    private static String notice(Intake.Taken taken, int skipped) {
        var first = taken.skipped().isEmpty()
                ? ""
                : "; the first: " + taken.skipped().getFirst();
        return skipped + (skipped == 1 ? " entry was" : " entries were") + " not read" + first;
    }

    private void giveUp(Packed packed, String reason) {
        advance(packed, new Step.Failed(reason));
        sources.source(packed.ref().twin(), packed.source())
                .ifPresent(source -> sources.crawled(
                        source.twin(), source.id(), reason, 0, source.validators(), source.nextCrawl()));
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
            documents.advance(ref, origin, version.get(), new Step.Failed(problem), clock.instant());
        } else {
            documents.fruitless(ref, origin, new Step.Failed(problem), clock.instant());
        }
    }
}
