package llmtwin.clean;

import java.net.URI;
import java.util.Optional;
import llmtwin.core.WebAddress;

/// Addresses as documents write them.
final class Links {
    private Links() {}

    /// The address if it is absolute and of the web.
    static Optional<URI> web(String written) {
        try {
            return Optional.of(WebAddress.parse(written.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
