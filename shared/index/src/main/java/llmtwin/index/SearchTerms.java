package llmtwin.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;

/// The terms by which a text is found: words in lower case without English endings and stop words.
///
/// Identifiers are there whole and in parts (`getOrDefault` also as get, or, default). Chinese, Japanese and Korean
/// have no blanks between words and go in as pairs of characters, Thai and its neighbours as groups of three.
final class SearchTerms {
    private static final Analyzer ANALYZER = new TermAnalyzer();

    private SearchTerms() {}

    /// In the order of the text, repeated as often as there.
    static List<String> of(String text) {
        // Search sees through presentation forms: full-width letters, ligatures, curly apostrophes.
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace('’', '\'');
        var terms = new ArrayList<String>();
        try (var tokens = ANALYZER.tokenStream("text", plain)) {
            var term = tokens.getAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return terms;
    }

    private static final class TermAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            var words = new StandardTokenizer();
            TokenStream terms = new EnglishPossessiveFilter(words);
            terms = new IdentifierPartsFilter(terms);
            terms = new LowerCaseFilter(terms);
            terms = new CJKBigramFilter(terms);
            terms = new UnspacedScriptFilter(terms);
            terms = new StopFilter(terms, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
            return new TokenStreamComponents(words, new SnowballFilter(terms, new EnglishStemmer()));
        }
    }
}
