package llmtwin.local.qdrant;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/// How one point lies in Lucene: the whole point as a stored field, and beside it what searching needs.
final class PointDocument {
    /// The [PointKey], as a term and as a sorted value.
    static final String KEY = "key";

    private static final String POINT = "point";

    private PointDocument() {}

    static String denseField(String vector) {
        return "dense." + vector;
    }

    static String sparseField(String vector) {
        return "sparse." + vector;
    }

    static Term sparseTerm(String vector, int index) {
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
        return new Term(sparseField(vector), new BytesRef(bytes));
    }

    static Term keyTerm(PointKey key) {
        return new Term(KEY, key.bytes());
    }

    /// @param point as [Schema#accept] returned it
    static Document of(PointStruct point, Schema schema) {
        var document = new Document();
        var key = PointKey.of(point.getId()).bytes();
        document.add(new StringField(KEY, key, Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, key));
        document.add(new StoredField(POINT, point.toByteArray()));
        point.getVectors()
                .getVectors()
                .getVectorsMap()
                .forEach((name, vector) -> addVector(document, name, vector, schema));
        PayloadFields.addTo(document, point.getPayloadMap());
        return document;
    }

    private static void addVector(Document document, String name, Vector vector, Schema schema) {
        if (vector.hasDense()) {
            var values = floats(vector.getDense().getDataList());
            document.add(new KnnFloatVectorField(
                    denseField(name), values, schema.space(name).similarity()));
            return;
        }
        var sparse = Sparse.of(
                vector.getSparse().getIndicesList(), vector.getSparse().getValuesList());
        document.add(new BinaryDocValuesField(sparseField(name), sparse.bytes()));
        for (int i = 0; i < sparse.size(); i++) {
            var term = sparseTerm(name, sparse.index(i));
            document.add(new StringField(term.field(), term.bytes(), Field.Store.NO));
        }
    }

    static float[] floats(List<Float> values) {
        var floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    static PointStruct read(IndexSearcher searcher, int doc) throws IOException {
        return parse(searcher.storedFields().document(doc));
    }

    static PointStruct parse(Document stored) throws InvalidProtocolBufferException {
        var bytes = stored.getBinaryValue(POINT);
        return PointStruct.parser().parseFrom(bytes.bytes, bytes.offset, bytes.length);
    }
}
