package llmtwin.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the reading of a source's list has come that is too long for one visit. It goes from message to message, so
/// that a message which comes twice repeats its own part only.
///
/// @param began when the crawl of the source began
/// @param nextCrawl of the source, as this crawl left it: another one there means that a newer crawl has begun
/// @param part how many visits the list took so far
/// @param found how many documents it named so far, each counted once
/// @param named which those were; null if they are too many to tell
/// @param isWhole whether everything so far was read and taken, so that silence of the whole list will mean something
/// @param problem what kept some from being found so far; null if nothing did
public record LongList(
        Unread unread,
        Instant began,
        Instant nextCrawl,
        int part,
        int found,
        @Nullable AddressSet named,
        boolean isWhole,
        @Nullable String problem) {}
