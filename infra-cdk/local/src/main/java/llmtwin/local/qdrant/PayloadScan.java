package llmtwin.local.qdrant;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/// Points with a matching value, found by reading payloads. Lucene asks it last, for points that all else let through.
final class PayloadScan extends Query {
    /// Reading and parsing one stored point, in the unit of Lucene's costs: about one comparison.
    private static final float COST = 10_000;

    private final PayloadPath path;
    private final ValueMatch match;

    PayloadScan(PayloadPath path, ValueMatch match) {
        this.path = path;
        this.match = match;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                var points = context.reader().storedFields();
                var candidates = DocIdSetIterator.all(context.reader().maxDoc());
                Scorer scorer = new ConstantScoreScorer(score(), scoreMode, new Matching(candidates, points));
                return new DefaultScorerSupplier(scorer);
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    private final class Matching extends TwoPhaseIterator {
        private final StoredFields points;

        Matching(DocIdSetIterator candidates, StoredFields points) {
            super(candidates);
            this.points = points;
        }

        @Override
        public boolean matches() throws IOException {
            var point = PointDocument.parse(points.document(approximation.docID()));
            return path.values(point.getPayloadMap()).anyMatch(match);
        }

        @Override
        public float matchCost() {
            return COST;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return path.name() + " matches " + match;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayloadScan scan && path.equals(scan.path) && match.equals(scan.match);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, match);
    }
}
