package llmtwin.embedding;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Cuts text into the word pieces of an uncased BERT model. Plain Java, no native code, safe for several threads.
///
/// Marks such as `[SEP]` that stand in the text are text: writing cannot steer the model.
///
/// @see <a href="https://arxiv.org/abs/1609.08144">Wu and others 2016, section 4.1</a>
public final class WordPieceTokenizer {
    /// How many tokens are added to every text: one before, one after.
    static final int MARKS = 2;

    /// A longer word is unknown as a whole.
    private static final int MAX_WORD_CODE_POINTS = 100;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    WordPieceTokenizer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = vocabulary.required("[UNK]");
        this.begin = vocabulary.required("[CLS]");
        this.end = vocabulary.required("[SEP]");
    }

    /// How many tokens the text has with its marks, however many.
    int count(String text) {
        var counter = new Counter();
        forEachPiece(text, counter);
        return counter.count + MARKS;
    }

    /// The ids of the text's tokens between their marks.
    ///
    /// @param limit longer ones are cut to that many, marks included; at least 2
    long[] ids(String text, int limit) {
        var ids = new Ids(limit - 1);
        ids.accept(begin);
        forEachPiece(text, ids);
        return ids.closedBy(end);
    }

    private void forEachPiece(String text, IntConsumer pieces) {
        var normal = BertNormalizer.normalise(text);
        int word = 0;
        for (int i = 0; i < normal.length(); ) {
            int c = normal.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean blank = Character.isSpaceChar(c);
            if (blank || isPunctuation(c)) {
                forEachPieceOfWord(normal.substring(word, i), pieces);
                if (!blank) {
                    forEachPieceOfWord(normal.substring(i, next), pieces);
                }
                word = next;
            }
            i = next;
        }
        forEachPieceOfWord(normal.substring(word), pieces);
    }

    /// Greedy, longest piece first; a word with a part that no piece covers is unknown as a whole.
    private void forEachPieceOfWord(String word, IntConsumer pieces) {
        if (word.isEmpty()) {
            return;
        }
        if (word.codePointCount(0, word.length()) > MAX_WORD_CODE_POINTS) {
            pieces.accept(unknown);
            return;
        }
        var found = new int[word.length()];
        int count = 0;
        for (int start = 0; start < word.length(); count++) {
            int stop = Math.min(word.length(), start + vocabulary.longest());
            int id = piece(word, start, stop);
            while (id == Vocabulary.NONE && --stop > start) {
                id = piece(word, start, stop);
            }
            if (id == Vocabulary.NONE) {
                pieces.accept(unknown);
                return;
            }
            found[count] = id;
            start = stop;
        }
        Arrays.stream(found, 0, count).forEach(pieces);
    }

    private int piece(String word, int start, int stop) {
        var piece = word.substring(start, stop);
        return start == 0 ? vocabulary.start(piece) : vocabulary.continuation(piece);
    }

    /// All of Unicode's punctuation, and every ASCII character that is neither letter, digit nor control, such as `$`.
    private static boolean isPunctuation(int c) {
        if (c < 128) {
            return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static final class Counter implements IntConsumer {
        private int count;

        @Override
        public void accept(int id) {
            count++;
        }
    }

    /// Keeps the first ids, and room for the mark that closes them.
    private static final class Ids implements IntConsumer {
        private final int limit;
        private long[] ids;
        private int count;

        Ids(int limit) {
            this.limit = limit;
            this.ids = new long[Math.min(limit, 64) + 1];
        }

        @Override
        public void accept(int id) {
            if (count < limit) {
                if (count + 1 == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * ids.length);
                }
                ids[count++] = id;
            }
        }

        long[] closedBy(int mark) {
            ids[count] = mark;
            return Arrays.copyOf(ids, count + 1);
        }
    }
}
