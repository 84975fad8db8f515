package llmtwin.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows documents as they reach the end of their way, one line each.
final class Progress {
    private static final Set<String> FINAL = Set.of("searchable", "skipped", "duplicate", "unpacked", "failed");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final PrintWriter out;
    private final boolean quiet;
    private final Set<String> shown = new HashSet<>();
    private final List<JsonNode> settled = new ArrayList<>();

    /// @param quiet show nothing, only collect
    Progress(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    /// What one look saw.
    ///
    /// @param expected how many documents there will be; null while that is not known
    record Look(List<JsonNode> documents, @Nullable Integer expected) {}

    /// Looks again and again until every expected document is final.
    ///
    /// @return the final documents, in the order they got there
    /// @throws CommandFailed if nothing changes for `patience`
    List<JsonNode> follow(Supplier<Look> look, Duration patience) {
        long quietSince = System.nanoTime();
        int before = -1;
        while (true) {
            var seen = look.get();
            seen.documents().stream().filter(Progress::isFinal).forEach(document -> settle(document, seen.expected()));
            if (seen.expected() != null && settled.size() >= seen.expected()) {
                return List.copyOf(settled);
            }
            if (settled.size() != before) {
                before = settled.size();
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > patience.toNanos()) {
                throw new CommandFailed("Nothing has moved for " + patience.toSeconds()
                        + " s. It goes on in the background; see: scripts/twin status");
            }
            pause();
        }
    }

    static boolean isFinal(JsonNode document) {
        return FINAL.contains(document.path("state").asString());
    }

    static boolean isFailure(JsonNode document) {
        return document.path("state").asString().equals("failed");
    }

    private void settle(JsonNode document, @Nullable Integer expected) {
        if (shown.add(document.path("id").asString())) {
            settled.add(document);
            if (!quiet) {
                var count = "[" + settled.size() + (expected == null ? "" : "/" + expected) + "]";
                out.println(count + " " + describe(document));
                out.flush();
            }
        }
    }

    /// One line: what became of a document, and why.
    static String describe(JsonNode document) {
        var title = document.path("title").asString(document.path("address").asString());
        return switch (document.path("state").asString()) {
            case "searchable" ->
                "searchable  " + title + "  (" + document.path("chunks").asInt() + " passages)";
            case "unpacked" -> "unpacked    " + title;
            case "duplicate" ->
                "duplicate   " + title + "  (the same text is document "
                        + document.path("duplicateOf").asString() + ")";
            case "skipped" ->
                "skipped     " + title + ": " + document.path("problem").asString();
            case "failed" ->
                "failed      " + title + ": " + document.path("problem").asString();
            case String state -> state + "  " + title;
        };
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted; the work goes on in the background.", e);
        }
    }
}
