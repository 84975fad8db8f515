package llmtwin.index;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Okapi BM25 as sparse vectors: the product of a document's and a query's vector is the sum over common terms of
/// the document's saturated term frequency. The inverse document frequency is Qdrant's part (modifier IDF).
///
/// An entry's index is the murmur3 hash of its term, read as an unsigned 32-bit number; terms that share one add up.
///
/// @see <a href="https://doi.org/10.1561/1500000019">Robertson, Zaragoza 2009, section 3.4</a>
final class Bm25 {
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    /// Terms of a usual chunk. A constant, so that a vector does not depend on what else is in the index.
    private static final double AVERAGE_LENGTH = 80;

    private static final int SEED = 0;

    private Bm25() {}

    /// Each term of a passage with its weight, in (0, k1 + 1).
    static SortedMap<Integer, Float> passage(String text) {
        var terms = SearchTerms.of(text);
        double k = K1 * (1 - B + B * terms.size() / AVERAGE_LENGTH);
        var weights = counts(terms);
        weights.replaceAll((_, count) -> (float) (count * (K1 + 1) / (count + k)));
        return weights;
    }

    /// Each different term of a question with weight 1.
    static SortedMap<Integer, Float> question(String text) {
        var weights = counts(SearchTerms.of(text));
        weights.replaceAll((_, _) -> 1f);
        return weights;
    }

    private static SortedMap<Integer, Float> counts(List<String> terms) {
        var counts = new TreeMap<Integer, Float>(Integer::compareUnsigned);
        terms.forEach(term -> counts.merge(index(term), 1f, Float::sum));
        return counts;
    }

    static int index(String term) {
        return StringHelper.murmurhash3_x86_32(new BytesRef(term), SEED);
    }
}
