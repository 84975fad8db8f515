package llmtwin.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is answered to a question.
///
/// @param answer statements, each followed by the numbers of its citations in brackets
/// @param mode `extractive` or `model`
/// @param citations by number; empty if nothing relevant was found
/// @param model the model that wrote it; null if none did
/// @param notice why the answer is not what was asked for; null if it is
/// @param took milliseconds per step
record Answer(
        String answer,
        String mode,
        List<Citation> citations,
        @Nullable String model,
        @Nullable String notice,
        Map<String, Long> took) {
    static final String EXTRACTIVE = "extractive";
    static final String MODEL = "model";
}
