package llmtwin.core;

import java.time.Instant;
import java.util.Set;

/// What a list of a source's documents shows, and how far its silence means something.
///
/// @param addresses of the documents it names, as [Origin#address()] has them
/// @param since what was published after this and is not named is not there; [Instant#MIN] if the list shows
///     everything, [Instant#MAX] if its silence says nothing
public record Seen(Set<String> addresses, Instant since) {
    public Seen {
        addresses = Set.copyOf(addresses);
    }

    /// All that the source has.
    public static Seen everything(Set<String> addresses) {
        return new Seen(addresses, Instant.MIN);
    }

    /// Some of what the source has; nobody knows which.
    public static Seen some(Set<String> addresses) {
        return new Seen(addresses, Instant.MAX);
    }

    boolean names(Document document) {
        return addresses.contains(document.origin().address());
    }

    /// Whether it would name the document if the source still had it.
    boolean covers(Document document) {
        if (since.equals(Instant.MIN)) {
            return true;
        }
        var metadata = document.metadata();
        return metadata != null
                && metadata.published() != null
                && metadata.published().isAfter(since);
    }
}
