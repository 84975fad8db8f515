package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One level of a query: the request itself or one of its prefetches, which have the same parts.
///
/// @param query null: points in id order
/// @param filters all of them hold: the level's own and those of the levels around it
/// @param limit counts the skipped ones of the request's offset too
record QueryLevel(
        List<PrefetchQuery> prefetches,
        @Nullable Query query,
        String using,
        List<Filter> filters,
        boolean exact,
        @Nullable Float scoreThreshold,
        int limit) {
    private static final long DEFAULT_LIMIT = 10;

    QueryLevel {
        prefetches = List.copyOf(prefetches);
        filters = List.copyOf(filters);
        if (query == null && !prefetches.isEmpty()) {
            throw Rpc.wrongInput(
                    "A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
        }
        if (query == null && scoreThreshold != null) {
            throw Rpc.wrongInput("A query is needed to use the score_threshold.");
        }
    }

    static QueryLevel of(QueryPoints request) {
        if (request.hasLookupFrom()) {
            throw Rpc.unimplemented("lookup_from");
        }
        return new QueryLevel(
                request.getPrefetchList(),
                request.hasQuery() ? request.getQuery() : null,
                request.getUsing(),
                List.of(request.getFilter()),
                request.getParams().getExact(),
                request.hasScoreThreshold() ? request.getScoreThreshold() : null,
                limit(request.hasLimit(), request.getLimit(), request.getOffset()));
    }

    QueryLevel inner(PrefetchQuery prefetch) {
        if (prefetch.hasLookupFrom()) {
            throw Rpc.unimplemented("lookup_from");
        }
        var all = new ArrayList<>(filters);
        all.add(prefetch.getFilter());
        return new QueryLevel(
                prefetch.getPrefetchList(),
                prefetch.hasQuery() ? prefetch.getQuery() : null,
                prefetch.getUsing(),
                all,
                prefetch.getParams().getExact(),
                prefetch.hasScoreThreshold() ? prefetch.getScoreThreshold() : null,
                limit(prefetch.hasLimit(), prefetch.getLimit(), 0));
    }

    private static int limit(boolean given, long limit, long offset) {
        if (given && limit == 0) {
            throw Rpc.wrongInput("limit must be 1 or larger");
        }
        return clamped((given ? clamped(limit) : DEFAULT_LIMIT) + clamped(offset));
    }

    /// An unsigned number as a number of points: more than can be is as good as all.
    static int clamped(long unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : Math.clamp(unsigned, 0, Integer.MAX_VALUE);
    }
}
