package llmtwin.embed;

import java.util.ArrayList;
import java.util.List;
import llmtwin.core.Chunk;
import llmtwin.core.Embedder;

/// Cuts a Markdown text into chunks of about 200 tokens, at the best places there are: before headings, between
/// paragraphs, list items, sentences, lines, words, and inside a word only if it is longer than a chunk.
///
/// Every character of the text that is not blank is in exactly one chunk. No chunk has more tokens than the embedder
/// reads. The same text always gives the same chunks; the time needed grows with its length only.
final class Chunker {
    private static final int TARGET_TOKENS = 200;
    /// A smaller chunk joins its neighbour if the two fit the embedder.
    private static final int SMALL_TOKENS = 40;
    /// For what has many characters to a token: blanks, and words the embedder does not know.
    private static final int MAX_CHARS = 2_000;
    /// A code point becomes up to three tokens.
    private static final int LONGEST_PART = 48;

    private final Embedder embedder;
    private final int hardLimit;
    private final int target;

    Chunker(Embedder embedder) {
        this.embedder = embedder;
        this.hardLimit = embedder.maxTokens() - marks();
        this.target = Math.min(TARGET_TOKENS, hardLimit * 4 / 5);
    }

    /// What the embedder adds to every text.
    private int marks() {
        return embedder.tokens("");
    }

    /// @return in the order of the text; none for a blank one
    List<Chunk> chunk(String text) {
        var units = Units.of(text, Math.clamp(hardLimit / 3, 1, LONGEST_PART), this::tokens);
        var pieces = new ArrayList<Span>();
        split(units, units.all(), Cut.HEADING, pieces);
        return chunks(units, joined(units, pieces));
    }

    private int tokens(String text) {
        return embedder.tokens(text) - marks();
    }

    /// Adds the span as one piece if it is small enough, else as the fewest pieces that cuts of this rank allow, and
    /// cuts of lower rank where even those are too large.
    private void split(Units units, Span span, Cut rank, List<Span> pieces) {
        if (fits(units, span, target) || span.size() <= 1) {
            addUnlessEmpty(span, pieces);
            return;
        }
        int open = span.from();
        for (int from = span.from(); from < span.to(); ) {
            int to = units.nextCut(from, span.to(), rank);
            if (!fits(units, new Span(open, to), target)) {
                addUnlessEmpty(new Span(open, from), pieces);
                open = from;
                if (!fits(units, new Span(from, to), target)) {
                    split(units, new Span(from, to), rank.weaker(), pieces);
                    open = to;
                }
            }
            from = to;
        }
        addUnlessEmpty(new Span(open, span.to()), pieces);
    }

    private static void addUnlessEmpty(Span span, List<Span> pieces) {
        if (span.size() > 0) {
            pieces.add(span);
        }
    }

    private static boolean fits(Units units, Span span, int tokens) {
        return units.tokens(span) <= tokens && units.chars(span) <= MAX_CHARS;
    }

    private List<Span> joined(Units units, List<Span> pieces) {
        var joined = new ArrayList<Span>();
        for (var piece : pieces) {
            var last = joined.isEmpty() ? piece : joined.getLast();
            var both = new Span(last.from(), piece.to());
            boolean small = Math.min(units.tokens(last), units.tokens(piece)) < SMALL_TOKENS;
            if (!joined.isEmpty() && small && fits(units, both, hardLimit)) {
                joined.set(joined.size() - 1, both);
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    private List<Chunk> chunks(Units units, List<Span> spans) {
        var chunks = new ArrayList<Chunk>();
        spans.forEach(span -> add(units, span, chunks));
        return chunks;
    }

    /// Tokens of parts of a word do not always add up to those of the whole, so that the last word is the embedder's.
    private void add(Units units, Span span, List<Chunk> chunks) {
        var chunk = units.chunk(span, chunks.size());
        if (tokens(chunk.text()) <= hardLimit || span.size() == 1) {
            chunks.add(chunk);
        } else {
            int middle = span.from() + span.size() / 2;
            add(units, new Span(span.from(), middle), chunks);
            add(units, new Span(middle, span.to()), chunks);
        }
    }
}
