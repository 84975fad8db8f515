package llmtwin.clean;

import java.time.Instant;
import llmtwin.core.TwinId;

/// What is remembered of the sites that a twin reads.
interface SiteSamples {
    /// The sample as it was saved last; of no page if none was, or if it was forgotten.
    ///
    /// @param site its host
    SiteSample load(TwinId twin, String site);

    /// Replaces a sample that was loaded before.
    ///
    /// @param forget nobody needs it after this
    /// @return false, and nothing changes, if somebody saved another one since this was loaded
    boolean save(TwinId twin, String site, SiteSample sample, Instant forget);
}
