package llmtwin.clean;

import java.time.Instant;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.DocumentRef;
import llmtwin.core.Origin;
import llmtwin.core.RawFacts;
import llmtwin.core.Sha256;
import llmtwin.core.Version;

/// A stored object as what it is: one version of a document, as its origin gave it.
final class RawDocument {
    private final DocumentRef ref;
    private final Origin origin;
    private final Version version;
    private final Hints hints;
    private final byte[] bytes;

    private RawDocument(DocumentRef ref, Origin origin, Instant observed, Hints hints, byte[] bytes) {
        this.ref = ref;
        this.origin = origin;
        this.version = new Version(Sha256.of(bytes), observed);
        this.hints = hints;
        this.bytes = bytes;
    }

    /// @param created when the object was written; for an upload that is when its bytes were seen
    /// @throws IllegalArgumentException if a fetched object lacks what the crawler writes beside it
    static RawDocument of(ContentKey key, DocumentRef ref, StoredObject object, Instant created) {
        var type = object.contentType();
        return switch (key) {
            case ContentKey.Upload upload ->
                new RawDocument(ref, upload.origin(), created, new Hints(type, upload.name(), null), object.bytes());
            case ContentKey.Raw raw -> fetched(raw, ref, object);
            case ContentKey.Clean clean -> throw new IllegalArgumentException(clean.path() + " is clean already");
        };
    }

    private static RawDocument fetched(ContentKey.Raw key, DocumentRef ref, StoredObject object) {
        var facts = RawFacts.of(key, object.attributes());
        var hints = new Hints(object.contentType(), name(facts), facts.url(), facts.handler(), facts.entry());
        return new RawDocument(ref, facts.origin(), facts.observed(), hints, object.bytes());
    }

    private static String name(RawFacts facts) {
        if (facts.name() != null) {
            return facts.name();
        }
        return facts.url() == null || facts.url().getPath() == null
                ? ""
                : facts.url().getPath();
    }

    DocumentRef ref() {
        return ref;
    }

    Origin origin() {
        return origin;
    }

    Version version() {
        return version;
    }

    Hints hints() {
        return hints;
    }

    byte[] bytes() {
        return bytes;
    }
}
