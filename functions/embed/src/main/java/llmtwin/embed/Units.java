package llmtwin.embed;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import llmtwin.core.Chunk;

/// A text as the smallest pieces it may be cut into, from cut to cut, each with the blanks that follow it.
final class Units {
    private final String text;
    /// Offset of each unit; one more for the end.
    private final int[] starts;
    /// How many tokens stand before each unit; one more for the sum.
    private final int[] tokensBefore;

    private final Cut[] cuts;

    private Units(String text, int[] starts, int[] tokensBefore, Cut[] cuts) {
        this.text = text;
        this.starts = starts;
        this.tokensBefore = tokensBefore;
        this.cuts = cuts;
    }

    /// @param longestPart how many code points without a blank a unit has at most
    /// @param tokens counts the tokens of a text
    static Units of(String text, int longestPart, ToIntFunction<String> tokens) {
        var cuts = Cuts.of(text, longestPart);
        var starts = new int[text.length() + 1];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (cuts[i] != Cut.NONE) {
                starts[count++] = i;
            }
        }
        starts[count] = text.length();
        var tokensBefore = new int[count + 1];
        for (int unit = 0; unit < count; unit++) {
            tokensBefore[unit + 1] =
                    tokensBefore[unit] + tokens.applyAsInt(text.substring(starts[unit], starts[unit + 1]));
        }
        return new Units(text, Arrays.copyOf(starts, count + 1), tokensBefore, cuts);
    }

    Span all() {
        return new Span(0, starts.length - 1);
    }

    int tokens(Span span) {
        return tokensBefore[span.to()] - tokensBefore[span.from()];
    }

    int chars(Span span) {
        return Blank.trim(text, starts[span.from()], starts[span.to()]) - starts[span.from()];
    }

    /// The first unit after `from` with a cut of this rank or better before it, at most `end`.
    int nextCut(int from, int end, Cut rank) {
        int unit = from + 1;
        while (unit < end && !cuts[starts[unit]].atLeast(rank)) {
            unit++;
        }
        return unit;
    }

    Chunk chunk(Span span, int position) {
        int start = starts[span.from()];
        int end = Blank.trim(text, start, starts[span.to()]);
        return new Chunk(position, start, end, text.substring(start, end));
    }
}
