package llmtwin.core;

import org.jspecify.annotations.Nullable;

/// What is searched for, and in whose writing.
///
/// @param category only documents of this category; null for all
/// @param limit how many passages at most, 1 to 100
public record Question(TwinId twin, String text, @Nullable Category category, int limit) {
    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the question is empty");
        }
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit " + limit + " is not in 1 to 100");
        }
    }
}
