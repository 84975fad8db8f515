package llmtwin.index;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Lets the parts of an identifier follow it: `parseHTTPHeader`, then parse, HTTP, Header; `snake_case`, `a.b.C` alike.
final class IdentifierPartsFilter extends TokenFilter {
    private static final Pattern BETWEEN_PARTS =
            Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Iterator<String> parts = Collections.emptyIterator();

    IdentifierPartsFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (parts.hasNext()) {
            term.setEmpty().append(parts.next());
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        var found = BETWEEN_PARTS
                .splitAsStream(term)
                .filter(part -> !part.isEmpty())
                .toList();
        parts = (found.size() > 1 ? found : List.<String>of()).iterator();
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        parts = Collections.emptyIterator();
    }
}
