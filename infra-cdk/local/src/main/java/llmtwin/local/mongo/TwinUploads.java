package llmtwin.local.mongo;

import java.util.Map;
import java.util.Optional;

/// The uploads of a twin, by name. Many may be written and removed at once.
public interface TwinUploads {
    /// The hash of the bytes that the twin has of every upload whose name begins so; empty where it needs them again.
    Map<String, String> versions(String prefix);

    /// Writes an upload, also in place of one of that name.
    ///
    /// @param contentType empty if its name tells enough
    /// @return why the twin does not take it; empty if it does
    Optional<String> write(String name, byte[] content, String contentType);

    /// Removes the document of an upload from everywhere; without effect if there is none.
    void remove(String name);
}
