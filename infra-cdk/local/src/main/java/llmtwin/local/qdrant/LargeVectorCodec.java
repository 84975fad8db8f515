package llmtwin.local.qdrant;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own codec without its limit of 1,024 dimensions, and without graphs for segments that are scanned faster
/// than searched. It keeps the codec's name and file format, so indexes open with plain Lucene.
final class LargeVectorCodec extends Lucene104Codec {
    static final int MAX_DIMENSIONS = 8192;

    /// A segment gets a graph if finding this many neighbours in it would visit fewer points than it has: from about
    /// 9,000 points on.
    private static final int NEIGHBOURS_WORTH_A_GRAPH = 1_000;

    private final KnnVectorsFormat vectors = new LargeVectors();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    private static final class LargeVectors extends KnnVectorsFormat {
        private final KnnVectorsFormat hnsw;

        LargeVectors() {
            this(new Lucene99HnswVectorsFormat(
                    Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                    Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
                    Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
                    null,
                    NEIGHBOURS_WORTH_A_GRAPH));
        }

        private LargeVectors(KnnVectorsFormat hnsw) {
            super(hnsw.getName());
            this.hnsw = hnsw;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return hnsw.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return hnsw.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MAX_DIMENSIONS;
        }
    }
}
