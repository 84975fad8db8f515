package llmtwin.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Cuts runs of Thai, Lao, Khmer and Burmese, which are written without blanks, into overlapping groups of three
/// characters. Needs no dictionary, which not every Java runtime has.
final class UnspacedScriptFilter extends TokenFilter {
    private static final int SIZE = 3;
    private static final String UNSPACED = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private String run = "";
    private int next;

    UnspacedScriptFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        // All these scripts lie in the basic plane: a character is a UTF-16 unit.
        if (next + SIZE > run.length()) {
            if (!input.incrementToken()) {
                return false;
            }
            if (!type.type().equals(UNSPACED) || term.length() <= SIZE) {
                return true;
            }
            run = term.toString();
            next = 0;
        }
        term.setEmpty().append(run, next, next + SIZE);
        next++;
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        run = "";
        next = 0;
    }
}
