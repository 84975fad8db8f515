package llmtwin.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content bucket in a map. Remembers every write, because every write is an event.
public final class InMemoryContentStore implements ContentStore {
    private final Map<String, StoredObject> objects = new LinkedHashMap<>();
    private final List<ContentKey> writes = new ArrayList<>();

    @Override
    public synchronized void save(ContentKey key, StoredObject object) {
        objects.put(key.path(), object);
        writes.add(key);
    }

    @Override
    public synchronized Optional<StoredObject> load(ContentKey key, long maxBytes) {
        var object = objects.get(key.path());
        if (object != null && object.bytes().length > maxBytes) {
            throw new TooLarge(key.path(), object.bytes().length, maxBytes);
        }
        return Optional.ofNullable(object);
    }

    @Override
    public Optional<StoredObject> copy(ContentKey key, Path file, long maxBytes) {
        var object = load(key, maxBytes);
        object.ifPresent(found -> write(found.bytes(), file));
        return object;
    }

    private static void write(byte[] bytes, Path file) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void erase(DocumentRef ref, Origin origin) {
        objects.keySet()
                .removeIf(path -> path.startsWith(ContentKey.RAW + ref + "/")
                        || path.startsWith(ContentKey.CLEAN + ref + "/")
                        || (origin.address().startsWith(Origin.UPLOAD)
                                && path.equals(ContentKey.UPLOADS + ref.twin() + "/"
                                        + origin.address().substring(Origin.UPLOAD.length()))));
    }

    @Override
    public UploadLink uploadLink(ContentKey.Upload key, Map<String, String> attributes, Duration validFor) {
        return new UploadLink(URI.create("memory:" + key.path().replace(" ", "%20")), attributes);
    }

    @Override
    public URI readLink(ContentKey.Clean key, Duration validFor) {
        return URI.create("memory:" + key.path());
    }

    /// Every write so far, repeated ones too, oldest first.
    public synchronized List<ContentKey> writes() {
        return List.copyOf(writes);
    }

    /// Every key there is, oldest first.
    public synchronized List<String> paths() {
        return List.copyOf(objects.keySet());
    }
}
