package llmtwin.core;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The log of all content: objects named by [ContentKey]. Writing an object starts the next stage.
public interface ContentStore {
    /// Writes, also if the key exists already: the event of the write is what the next stage waits for.
    void save(ContentKey key, StoredObject object);

    /// @throws TooLarge if the object has more than `maxBytes`; nothing is read then
    Optional<StoredObject> load(ContentKey key, long maxBytes);

    /// Copies an object to a file, which is replaced if it is there.
    ///
    /// @return the object without its bytes
    /// @throws TooLarge if the object has more than `maxBytes`; nothing is written then
    Optional<StoredObject> copy(ContentKey key, Path file, long maxBytes);

    /// Removes all versions of everything stored for a document, also an upload.
    void erase(DocumentRef ref, Origin origin);

    /// A link by which anyone may write this one object until the time is over.
    ///
    /// @param attributes that the object will have
    UploadLink uploadLink(ContentKey.Upload key, Map<String, String> attributes, Duration validFor);

    /// Where to write an object.
    ///
    /// @param headers that have to be sent along, exactly so
    record UploadLink(URI url, Map<String, String> headers) {
        public UploadLink {
            headers = Map.copyOf(headers);
        }
    }

    /// A link by which anyone may read this one object until the time is over, if it is there.
    URI readLink(ContentKey.Clean key, Duration validFor);

    /// Bytes with what is kept beside them.
    final class StoredObject {
        private final byte[] bytes;
        private final String contentType;
        private final Map<String, String> attributes;
        private final Instant modified;

        /// An object about to be stored.
        ///
        /// @param contentType as declared by the origin, with its charset; may be wrong
        /// @param attributes small facts; names in lower case with hyphens, values in ASCII
        public StoredObject(byte[] bytes, String contentType, Map<String, String> attributes) {
            this(bytes, contentType, attributes, Instant.EPOCH);
        }

        /// An object as it was stored at a time.
        public StoredObject(byte[] bytes, String contentType, Map<String, String> attributes, Instant modified) {
            this.bytes = bytes.clone();
            this.contentType = contentType;
            this.attributes = Map.copyOf(attributes);
            this.modified = modified;
        }

        /// A copy.
        public byte[] bytes() {
            return bytes.clone();
        }

        public String contentType() {
            return contentType;
        }

        public Map<String, String> attributes() {
            return attributes;
        }

        /// When it was stored; the epoch for one that was not yet.
        public Instant modified() {
            return modified;
        }
    }

    /// The object is larger than the reader accepts.
    final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String key, long bytes, long maxBytes) {
            super(key + " has " + bytes + " bytes; at most " + maxBytes + " are read");
        }
    }
}
