package llmtwin.core;

import java.time.Instant;

/// Starts the stage after a stored object again, as if the object had just been written.
public interface Replay {
    /// @param observed when the object's content was seen at its origin
    void replay(ContentKey key, Instant observed);
}
