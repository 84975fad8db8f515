package llmtwin.local.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import llmtwin.core.Piece;
import llmtwin.core.Sha256;

/// The uploads of a twin in a map.
final class InMemoryTwin implements TwinUploads {
    private final Map<String, byte[]> uploads = new TreeMap<>();
    private final List<String> writes = new ArrayList<>();
    private boolean isGone;
    private int maxBytes = Integer.MAX_VALUE;

    @Override
    public synchronized Map<String, String> versions(String prefix) {
        var versions = new HashMap<String, String>();
        uploads.forEach((name, bytes) -> {
            if (name.startsWith(prefix)) {
                versions.put(name, Sha256.of(bytes).hex());
            }
        });
        return versions;
    }

    @Override
    public synchronized Optional<String> write(String name, byte[] content, String contentType) {
        if (isGone) {
            throw new IllegalStateException("the twin is gone");
        }
        if (content.length > maxBytes) {
            return Optional.of("too large");
        }
        uploads.put(name, content.clone());
        writes.add(name);
        return Optional.empty();
    }

    @Override
    public synchronized void remove(String name) {
        uploads.remove(name);
    }

    /// As if somebody had removed everything.
    synchronized void clear() {
        uploads.clear();
    }

    synchronized void go(boolean away) {
        isGone = away;
    }

    synchronized void takeAtMost(int bytes) {
        maxBytes = bytes;
    }

    synchronized Set<String> names() {
        return Set.copyOf(uploads.keySet());
    }

    synchronized String bytes(String name) {
        return new String(uploads.getOrDefault(name, new byte[0]), UTF_8);
    }

    Piece piece(String name) {
        return Piece.fromJson(bytes(name));
    }

    /// How often something was written so far.
    synchronized int writes() {
        return writes.size();
    }
}
