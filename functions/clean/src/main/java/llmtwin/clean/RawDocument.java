package llmtwin.clean;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import llmtwin.core.ContentKey;
import llmtwin.core.ContentStore.StoredObject;
import llmtwin.core.DocumentRef;
import llmtwin.core.Origin;
import llmtwin.core.Sha256;
import llmtwin.core.SourceId;
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
        var address = attribute(object, key, "address");
        // The address after redirects; left out where there was no room for it.
        var url = URI.create(object.attributes().getOrDefault("url", address));
        var source = object.attributes().get("source");
        var origin = new Origin(address, source == null ? null : new SourceId(source), url);
        var path = url.getPath() == null ? "" : url.getPath();
        var hints = new Hints(object.contentType(), path, url);
        return new RawDocument(ref, origin, observed(object, key), hints, object.bytes());
    }

    private static Instant observed(StoredObject object, ContentKey.Raw key) {
        var written = attribute(object, key, "observed");
        try {
            return Instant.parse(written);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(key.path() + " was observed at '" + written + "', which is no time", e);
        }
    }

    private static String attribute(StoredObject object, ContentKey.Raw key, String name) {
        var value = object.attributes().get(name);
        if (value == null) {
            throw new IllegalArgumentException(key.path() + " has no attribute '" + name + "'");
        }
        return value;
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
