package llmtwin.local.qdrant;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one ranking of several.
final class Fusion {
    static final int DEFAULT_K = 2;

    /// Scores are cut at this many standard deviations from their mean: the "three sigma" of DBSF.
    private static final int SIGMAS = 3;

    private static final Comparator<Hit> LARGEST_FIRST = Hit.bestFirst(false);

    private Fusion() {}

    /// Reciprocal rank fusion as Qdrant counts it: a ranking of weight w adds `1 / ((rank + 1) / w + k - 1)`, with rank
    /// from 0. With weight 1 that is `1 / (k + rank)`. A weight of 0 adds nothing.
    ///
    /// @param weights one per ranking, or none
    static List<Hit> reciprocalRank(List<List<Hit>> rankings, int k, List<Float> weights) {
        if (!weights.isEmpty() && weights.size() != rankings.size()) {
            throw Rpc.wrongInput("Number of weights in RRF should match number of pre-fetches: got " + weights.size()
                    + ", expected " + rankings.size());
        }
        var fused = new LinkedHashMap<PointKey, Hit>();
        for (int i = 0; i < rankings.size(); i++) {
            float weight = weights.isEmpty() ? 1 : weights.get(i);
            int rank = 0;
            for (var hit : rankings.get(i)) {
                add(fused, hit.withScore(reciprocal(rank++, k, weight)));
            }
        }
        return ranked(fused);
    }

    private static float reciprocal(int rank, int k, float weight) {
        return weight <= 0 ? 0 : 1 / ((rank + 1) / weight + k - 1);
    }

    /// Distribution-based score fusion: scores of each ranking are mapped to [0, 1], where the ends are three standard
    /// deviations from the mean, and added up.
    static List<Hit> distribution(List<List<Hit>> rankings) {
        var fused = new LinkedHashMap<PointKey, Hit>();
        for (var ranking : rankings) {
            float mean = mean(ranking);
            float reach = SIGMAS * deviation(ranking, mean);
            for (var hit : ranking) {
                // one score, or all the same: nothing to tell them apart by
                add(fused, hit.withScore(reach > 0 ? (hit.score() - mean + reach) / (2 * reach) : 0.5f));
            }
        }
        return ranked(fused);
    }

    private static float mean(List<Hit> ranking) {
        return (float) ranking.stream().mapToDouble(Hit::score).average().orElse(0);
    }

    /// The sample's standard deviation; 0 for a single score.
    private static float deviation(List<Hit> ranking, float mean) {
        double squares = ranking.stream()
                .mapToDouble(hit -> Math.pow(hit.score() - mean, 2))
                .sum();
        return (float) Math.sqrt(squares / Math.max(1, ranking.size() - 1));
    }

    private static void add(Map<PointKey, Hit> fused, Hit hit) {
        fused.merge(hit.key(), hit, (known, more) -> known.withScore(known.score() + more.score()));
    }

    private static List<Hit> ranked(Map<PointKey, Hit> fused) {
        return fused.values().stream().sorted(LARGEST_FIRST).toList();
    }
}
