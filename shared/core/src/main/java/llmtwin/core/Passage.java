package llmtwin.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A chunk found for a question, with what a citation needs.
///
/// @param score larger is better; comparable only within one search
public record Passage(
        DocumentRef ref,
        Sha256 version,
        Chunk chunk,
        String title,
        @Nullable URI url,
        Category category,
        @Nullable Instant published,
        double score) {}
