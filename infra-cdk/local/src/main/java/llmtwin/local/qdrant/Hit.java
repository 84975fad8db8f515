package llmtwin.local.qdrant;

import java.util.Comparator;

/// A point found: its id, its score, and where the request's [Snapshot] holds it.
record Hit(PointKey key, float score, int doc) {
    /// Best first; equal scores by id.
    static Comparator<Hit> bestFirst(boolean smallerIsBetter) {
        Comparator<Hit> byScore = Comparator.comparingDouble(Hit::score);
        return (smallerIsBetter ? byScore : byScore.reversed()).thenComparing(Hit::key);
    }

    Hit withScore(float other) {
        return new Hit(key, other, doc);
    }
}
