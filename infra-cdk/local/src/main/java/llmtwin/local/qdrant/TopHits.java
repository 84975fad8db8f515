package llmtwin.local.qdrant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Scores every point a Lucene query lets through and keeps the best.
final class TopHits implements CollectorManager<TopHits.Segments, List<Hit>> {
    private final Scores.Source scores;
    private final boolean smallerIsBetter;
    private final Comparator<Hit> bestFirst;
    private final int limit;

    TopHits(Scores.Source scores, boolean smallerIsBetter, int limit) {
        this.scores = scores;
        this.smallerIsBetter = smallerIsBetter;
        this.bestFirst = Hit.bestFirst(smallerIsBetter);
        this.limit = limit;
    }

    @Override
    public Segments newCollector() {
        return new Segments();
    }

    @Override
    public List<Hit> reduce(Collection<Segments> parts) {
        var hits = new ArrayList<Hit>();
        parts.forEach(part -> hits.addAll(part.best));
        hits.sort(bestFirst);
        return hits.subList(0, Math.min(limit, hits.size()));
    }

    /// The best of the segments one thread has seen.
    final class Segments extends SimpleCollector {
        private final PriorityQueue<Hit> best = new PriorityQueue<>(bestFirst.reversed());
        private int base;
        private @Nullable Scores segment;
        private @Nullable SortedDocValues keys;

        private Segments() {}

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            base = context.docBase;
            segment = scores.in(context);
            keys = DocValues.getSorted(context.reader(), PointDocument.KEY);
        }

        @Override
        public void collect(int doc) throws IOException {
            if (segment == null || keys == null) {
                throw new IllegalStateException("a point came before its segment");
            }
            float score = segment.score(doc);
            if (!Float.isNaN(score) && !isWorse(score) && keys.advanceExact(doc)) {
                best.add(new Hit(key(keys), score, base + doc));
                if (best.size() > limit) {
                    best.poll();
                }
            }
        }

        /// Spares the look-up of an id that cannot matter any more.
        private boolean isWorse(float score) {
            var worst = best.size() < limit ? null : best.peek();
            return worst != null && (smallerIsBetter ? score > worst.score() : score < worst.score());
        }

        private static PointKey key(SortedDocValues keys) throws IOException {
            return new PointKey(BytesRef.deepCopyOf(keys.lookupOrd(keys.ordValue())));
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
