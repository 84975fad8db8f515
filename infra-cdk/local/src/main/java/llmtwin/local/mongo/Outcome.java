package llmtwin.local.mongo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of reading a collection; threads may count at once.
public final class Outcome {
    private static final int MOST_EXAMPLES = 100;

    /// Something that is not in the twin, and why.
    public record Skipped(String name, String reason) {}

    private int read;
    private int uploaded;
    private int unchanged;
    private int removed;
    private int skipped;
    private final List<Skipped> examples = new ArrayList<>();
    private final Map<String, Integer> reasons = new TreeMap<>();

    Outcome() {}

    synchronized void countRead(int records) {
        read += records;
    }

    synchronized void countUploaded() {
        uploaded++;
    }

    synchronized void countUnchanged() {
        unchanged++;
    }

    synchronized void countRemoved() {
        removed++;
    }

    synchronized void countSkipped(String name, String reason) {
        skipped++;
        reasons.merge(reason, 1, Integer::sum);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(new Skipped(name, reason));
        }
    }

    /// How many records were looked at.
    public synchronized int read() {
        return read;
    }

    /// How many documents were sent.
    public synchronized int uploaded() {
        return uploaded;
    }

    /// How many documents the twin had already.
    public synchronized int unchanged() {
        return unchanged;
    }

    /// How many documents were removed.
    public synchronized int removed() {
        return removed;
    }

    /// How many records or files are no documents.
    public synchronized int skipped() {
        return skipped;
    }

    /// The first of them.
    public synchronized List<Skipped> examples() {
        return List.copyOf(examples);
    }

    /// How many have each reason.
    public synchronized Map<String, Integer> reasons() {
        return Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /// Whether nothing was different from the last time.
    public synchronized boolean isQuiet() {
        return uploaded == 0 && removed == 0 && skipped == 0;
    }
}
