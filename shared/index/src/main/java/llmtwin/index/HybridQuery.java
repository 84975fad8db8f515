package llmtwin.index;

import static io.qdrant.client.ConditionFactory.matchKeyword;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.ArrayList;
import llmtwin.core.Embedding;
import llmtwin.core.Question;

/// One request that searches by meaning and by words and fuses both rankings (RRF).
final class HybridQuery {
    /// How deep each ranking is read, at least: a passage that both rank low may still come first together.
    private static final int MIN_DEPTH = 50;

    private static final int DEPTH_FACTOR = 4;

    private HybridQuery() {}

    static QueryPoints of(String collection, Question question, Embedding embedding) {
        int depth = Math.max(MIN_DEPTH, DEPTH_FACTOR * question.limit());
        var filter = filter(question);
        var query = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .addPrefetch(ranking(ChunkCollection.DENSE, QueryFactory.nearest(embedding.values()), filter, depth));
        var terms = Bm25.question(question.text());
        if (!terms.isEmpty()) {
            var words = QueryFactory.nearest(new ArrayList<>(terms.values()), new ArrayList<>(terms.keySet()));
            query.addPrefetch(ranking(ChunkCollection.BM25, words, filter, depth));
        }
        return query.setQuery(QueryFactory.fusion(Fusion.RRF))
                // More than asked for: Qdrant does not say how it cuts among equals, and we order those ourselves.
                .setLimit(2L * question.limit())
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .build();
    }

    private static PrefetchQuery ranking(String vector, Query nearest, Filter filter, int depth) {
        return PrefetchQuery.newBuilder()
                .setUsing(vector)
                .setQuery(nearest)
                .setFilter(filter)
                .setLimit(depth)
                .build();
    }

    private static Filter filter(Question question) {
        var filter = Filter.newBuilder()
                .addMust(matchKeyword(ChunkPoint.TWIN, question.twin().value()));
        var category = question.category();
        if (category != null) {
            filter.addMust(matchKeyword(ChunkPoint.CATEGORY, category.label()));
        }
        return filter.build();
    }
}
