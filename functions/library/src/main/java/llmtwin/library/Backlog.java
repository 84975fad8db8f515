package llmtwin.library;

import java.util.Map;

/// What waits in front of the stages, and what they gave up. Counts are approximate; stages are named `crawl`,
/// `clean`, `embed` and `erase`, in this order.
interface Backlog {
    /// Messages waiting, put off or being worked on, by stage.
    Map<String, Long> waiting();

    /// Messages given up, by stage.
    Map<String, Long> deadLetters();

    /// Sends what was given up back to its stage.
    ///
    /// @return how many messages go back, by stage
    Map<String, Long> redrive();
}
