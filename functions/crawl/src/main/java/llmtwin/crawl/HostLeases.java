package llmtwin.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who may send the next request to a host, across all crawls that run at the same time.
interface HostLeases {
    /// Takes the host if it is free.
    ///
    /// @param expiry when it is free again if the holder dies
    Attempt acquire(String host, Instant now, Instant expiry);

    /// Gives the host back; without effect if the lease expired and somebody else took it.
    ///
    /// @param free when the next request may be sent
    void release(Held lease, Instant free);

    /// Hands out turns to those who come again because a host was busy, so that they come one after the other.
    ///
    /// @param earliest the turn is not before this
    /// @param each how long after the turn before
    /// @param latest nothing after this is handed out, and nothing is remembered then
    /// @return empty if all turns up to the latest are taken
    Optional<Instant> turn(String host, Instant earliest, Duration each, Instant latest);

    /// What came of asking for a host.
    sealed interface Attempt permits Held, Taken, Resting {}

    /// The host is ours.
    ///
    /// @param holder a name nobody else has
    record Held(String host, String holder) implements Attempt {}

    /// Another request is under way.
    record Taken() implements Attempt {}

    /// Nobody is there, but the pause after the last request is not over.
    record Resting(Instant free) implements Attempt {}
}
