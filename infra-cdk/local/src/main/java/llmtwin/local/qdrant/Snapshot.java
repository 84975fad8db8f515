package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// A collection as it stood when a request began: everything the request reads comes from the same points.
record Snapshot(IndexSearcher searcher, Schema schema) {
    /// Up to this many points every vector is compared, so that small collections give exact results.
    private static final int SCAN_UP_TO = 10_000;

    /// A graph search for fewer neighbours than this misses too many of them.
    private static final int LEAST_NEIGHBOURS = 64;

    private static final Sort BY_KEY = new Sort(new SortField(PointDocument.KEY, SortField.Type.STRING));

    Query query(Filter filter) {
        return new FilterQuery(schema).of(filter);
    }

    int size() {
        return searcher.getIndexReader().numDocs();
    }

    int count(Query query) throws IOException {
        return searcher.count(query);
    }

    PointStruct point(int doc) throws IOException {
        return PointDocument.read(searcher, doc);
    }

    /// The points with these ids, in the order asked for; unknown ones are left out.
    List<PointStruct> points(List<PointKey> keys) throws IOException {
        var found = new TreeMap<PointKey, Hit>();
        page(FilterQuery.hasKey(keys), null, keys.size()).forEach(hit -> found.put(hit.key(), hit));
        var points = new ArrayList<PointStruct>();
        for (var key : keys) {
            var hit = found.get(key);
            if (hit != null) {
                points.add(point(hit.doc()));
            }
        }
        return points;
    }

    List<Hit> all(Query query) throws IOException {
        return page(query, null, Math.max(1, size()));
    }

    /// Matching points in id order, with score 0.
    ///
    /// @param from the first id that may be on the page
    List<Hit> page(Query query, @Nullable PointKey from, int limit) throws IOException {
        if (limit == 0) {
            return List.of();
        }
        var following = from == null
                ? query
                : both(
                        query,
                        SortedDocValuesField.newSlowRangeQuery(PointDocument.KEY, from.bytes(), null, true, true));
        var hits = new ArrayList<Hit>();
        for (var found : searcher.search(following, limit, BY_KEY).scoreDocs) {
            var key = (BytesRef) ((FieldDoc) found).fields[0];
            hits.add(new Hit(new PointKey(key), 0, found.doc));
        }
        return hits;
    }

    /// The nearest points, best first.
    ///
    /// @param query prepared for the space
    /// @param exact compare with every matching point, however many there are
    List<Hit> nearest(String vector, float[] query, Query filter, boolean exact, int limit) throws IOException {
        var space = schema.space(vector);
        var candidates = exact || size() <= SCAN_UP_TO
                ? filter
                : new KnnFloatVectorQuery(
                        PointDocument.denseField(vector), query, Math.max(limit, LEAST_NEIGHBOURS), filter);
        return best(candidates, Scores.dense(vector, query, space), space.smallerIsBetter(), limit);
    }

    /// The points with the largest dot product, of those that share an index with the query.
    List<Hit> nearest(String vector, Sparse query, Query filter, int limit) throws IOException {
        var terms = new ArrayList<BytesRef>();
        for (int i = 0; i < query.size(); i++) {
            terms.add(PointDocument.sparseTerm(vector, query.index(i)).bytes());
        }
        var weighted = schema.hasIdf(vector) ? query.times(inverseDocumentFrequencies(vector, query)) : query;
        var candidates = both(filter, new TermInSetQuery(PointDocument.sparseField(vector), terms));
        return best(candidates, Scores.sparse(vector, weighted), false, limit);
    }

    private List<Hit> best(Query candidates, Scores.Source scores, boolean smallerIsBetter, int limit)
            throws IOException {
        return searcher.search(candidates, new TopHits(scores, smallerIsBetter, limit));
    }

    /// `ln((N - n + 0.5) / (n + 0.5) + 1)` for N points of which n have the index.
    private float[] inverseDocumentFrequencies(String vector, Sparse query) throws IOException {
        var frequencies = new float[query.size()];
        for (int i = 0; i < frequencies.length; i++) {
            float with = count(new TermQuery(PointDocument.sparseTerm(vector, query.index(i))));
            frequencies[i] = (float) Math.log((size() - with + 0.5f) / (with + 0.5f) + 1);
        }
        return frequencies;
    }

    static Query both(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, Occur.FILTER)
                .add(other, Occur.FILTER)
                .build();
    }

    static Query except(Query query, Collection<PointKey> keys) {
        return new BooleanQuery.Builder()
                .add(query, Occur.FILTER)
                .add(FilterQuery.hasKey(keys), Occur.MUST_NOT)
                .build();
    }

    static Query everything() {
        return MatchAllDocsQuery.INSTANCE;
    }

    /// How many points hold anything under each of the paths.
    Map<String, Integer> filled(Collection<String> paths) throws IOException {
        var counts = new TreeMap<String, Integer>();
        for (var path : paths) {
            counts.put(
                    path,
                    count(new TermQuery(
                            PayloadFields.filled(PayloadPath.of(path).name()))));
        }
        return counts;
    }
}
