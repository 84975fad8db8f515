package llmtwin.local.qdrant;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;

/// The exact scores of one segment's points, asked for in ascending order.
@FunctionalInterface
interface Scores {
    /// NaN if the point lacks the vector.
    float score(int doc) throws IOException;

    /// Scores by segment.
    @FunctionalInterface
    interface Source {
        Scores in(LeafReaderContext segment) throws IOException;
    }

    /// Cosine, dot product or distance to a query that was prepared for the space.
    static Source dense(String vector, float[] query, DenseSpace space) {
        return segment -> {
            var values = segment.reader().getFloatVectorValues(PointDocument.denseField(vector));
            if (values == null) {
                return _ -> Float.NaN;
            }
            var position = values.iterator();
            return doc -> at(position, doc) ? space.score(query, values.vectorValue(position.index())) : Float.NaN;
        };
    }

    /// The dot product with the query.
    static Source sparse(String vector, Sparse query) {
        return segment -> {
            BinaryDocValues values = segment.reader().getBinaryDocValues(PointDocument.sparseField(vector));
            if (values == null) {
                return _ -> Float.NaN;
            }
            return doc -> at(values, doc) ? query.dot(Sparse.read(values.binaryValue())) : Float.NaN;
        };
    }

    private static boolean at(DocIdSetIterator position, int doc) throws IOException {
        return position.docID() == doc || (position.docID() < doc && position.advance(doc) == doc);
    }
}
