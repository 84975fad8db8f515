package llmtwin.core;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Keys of the API. Only their hashes are stored; a key belongs to one twin.
public interface ApiKeys {
    /// A new key: `twin_` and 256 random bits in URL-safe Base64. Shown once, never stored.
    static String generate(SecureRandom random) {
        var bits = new byte[32];
        random.nextBytes(bits);
        return "twin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    void save(ApiKey key);

    Optional<ApiKey> key(Sha256 hash);

    /// By creation.
    List<ApiKey> keys(TwinId twin);

    void revoke(TwinId twin, Sha256 hash);

    /// A key as it is stored.
    ///
    /// @param label what its owner calls it
    record ApiKey(Sha256 hash, TwinId twin, String label, Instant created) {}
}
