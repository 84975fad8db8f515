package llmtwin.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// API keys in a map.
public final class InMemoryApiKeys implements ApiKeys {
    private final Map<Sha256, ApiKey> keys = new HashMap<>();

    @Override
    public synchronized void save(ApiKey key) {
        keys.put(key.hash(), key);
    }

    @Override
    public synchronized Optional<ApiKey> key(Sha256 hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public synchronized List<ApiKey> keys(TwinId twin) {
        return keys.values().stream()
                .filter(key -> key.twin().equals(twin))
                .sorted(Comparator.comparing(ApiKey::created))
                .toList();
    }

    @Override
    public synchronized void revoke(TwinId twin, Sha256 hash) {
        keys.values().removeIf(key -> key.twin().equals(twin) && key.hash().equals(hash));
    }
}
