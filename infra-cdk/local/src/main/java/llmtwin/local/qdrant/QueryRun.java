package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.search.Query;

/// Runs one query from its innermost prefetches outwards.
final class QueryRun {
    private final Snapshot points;

    QueryRun(Snapshot points) {
        this.points = points;
    }

    List<Hit> hits(QueryPoints request) throws IOException {
        var hits = hits(QueryLevel.of(request));
        return hits.subList(Math.min(QueryLevel.clamped(request.getOffset()), hits.size()), hits.size());
    }

    private List<Hit> hits(QueryLevel level) throws IOException {
        var query = level.query();
        if (query == null) {
            return points.page(filter(level), null, pageSize(level));
        }
        var prefetched = new ArrayList<List<Hit>>();
        for (var prefetch : level.prefetches()) {
            prefetched.add(hits(level.inner(prefetch)));
        }
        return switch (query.getVariantCase()) {
            case NEAREST -> nearest(level, query.getNearest(), prefetched);
            case FUSION ->
                switch (query.getFusion()) {
                    case RRF -> fused(level, Fusion.reciprocalRank(some(prefetched), Fusion.DEFAULT_K, List.of()));
                    case DBSF -> fused(level, Fusion.distribution(some(prefetched)));
                    case UNRECOGNIZED -> throw Rpc.wrongInput("unknown fusion");
                };
            case RRF -> {
                var rrf = query.getRrf();
                int k = rrf.hasK() ? positive(rrf.getK()) : Fusion.DEFAULT_K;
                yield fused(level, Fusion.reciprocalRank(some(prefetched), k, rrf.getWeightsList()));
            }
            case RECOMMEND, DISCOVER, CONTEXT, ORDER_BY, SAMPLE, FORMULA, NEAREST_WITH_MMR, RELEVANCE_FEEDBACK ->
                throw Rpc.unimplemented("query " + query.getVariantCase());
            case VARIANT_NOT_SET -> throw Rpc.wrongInput("the query is empty");
        };
    }

    private static List<List<Hit>> some(List<List<Hit>> prefetched) {
        if (prefetched.isEmpty()) {
            throw Rpc.wrongInput("Fusion query requires prefetch");
        }
        return prefetched;
    }

    private static int positive(int k) {
        if (k < 1) {
            throw Rpc.wrongInput("the k of RRF must be 1 or larger");
        }
        return k;
    }

    private static List<Hit> fused(QueryLevel level, List<Hit> hits) {
        if (!level.using().isEmpty()) {
            throw Rpc.wrongInput("Fusion queries cannot be combined with the 'using' field.");
        }
        return cut(level, hits, false);
    }

    /// Among the prefetched points, or among all of them if nothing is prefetched.
    private List<Hit> nearest(QueryLevel level, VectorInput input, List<List<Hit>> prefetched) throws IOException {
        var candidates = filter(level);
        boolean exact = level.exact();
        if (!level.prefetches().isEmpty()) {
            var keys = new LinkedHashSet<PointKey>();
            prefetched.forEach(hits -> hits.forEach(hit -> keys.add(hit.key())));
            candidates = FilterQuery.hasKey(keys);
            exact = true;
        }
        return switch (input.getVariantCase()) {
            case DENSE -> dense(level, input.getDense().getDataList(), candidates, exact);
            case SPARSE -> {
                var sparse = input.getSparse();
                yield sparse(level, Sparse.of(sparse.getIndicesList(), sparse.getValuesList()), candidates);
            }
            case ID -> like(level, input.getId(), candidates, exact);
            case MULTI_DENSE, DOCUMENT, IMAGE, OBJECT ->
                throw Rpc.unimplemented("a query of " + input.getVariantCase());
            case VARIANT_NOT_SET -> throw Rpc.wrongInput("the query has no vector");
        };
    }

    private List<Hit> dense(QueryLevel level, List<Float> values, Query candidates, boolean exact) throws IOException {
        var using = level.using();
        var query = points.schema().prepared(using, values);
        var hits = points.nearest(using, query, candidates, exact, pageSize(level));
        return cut(level, hits, points.schema().space(using).smallerIsBetter());
    }

    private List<Hit> sparse(QueryLevel level, Sparse query, Query candidates) throws IOException {
        return cut(level, points.nearest(level.using(), query, candidates, pageSize(level)), false);
    }

    /// The nearest to a stored point, without the point itself.
    private List<Hit> like(QueryLevel level, PointId id, Query candidates, boolean exact) throws IOException {
        var key = PointKey.of(id);
        var found = points.points(List.of(key));
        if (found.isEmpty()) {
            throw Rpc.notFound("No point with id " + key + " found");
        }
        var vector = found.getFirst().getVectors().getVectors().getVectorsMap().get(level.using());
        if (vector == null) {
            throw Rpc.wrongInput(
                    "Not existing vector name error: point " + key + " has no vector `" + level.using() + "`");
        }
        var others = Snapshot.except(candidates, List.of(key));
        var sparse = vector.getSparse();
        return vector.hasDense()
                ? dense(level, vector.getDense().getDataList(), others, exact)
                : sparse(level, Sparse.of(sparse.getIndicesList(), sparse.getValuesList()), others);
    }

    private Query filter(QueryLevel level) {
        var query = Snapshot.everything();
        for (Filter filter : level.filters()) {
            query = Snapshot.both(query, points.query(filter));
        }
        return query;
    }

    /// No more than there are points, so that room is made only for what can come.
    private int pageSize(QueryLevel level) {
        return Math.min(level.limit(), Math.max(1, points.size()));
    }

    private static List<Hit> cut(QueryLevel level, List<Hit> hits, boolean smallerIsBetter) {
        var threshold = level.scoreThreshold();
        return hits.stream()
                .takeWhile(hit ->
                        threshold == null || (smallerIsBetter ? hit.score() <= threshold : hit.score() >= threshold))
                .limit(level.limit())
                .toList();
    }
}
