package llmtwin.clean;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A page's text as a row of blocks, by which it is compared with the other pages of its site.
final class PageBlocks {
    /// How many paragraphs and items at either end are looked at: what repeats over a site stands at the edges of what
    /// is long.
    private static final int EDGE = 40;

    private final String markdown;
    private final List<TextBlock> blocks;
    private final Set<Long> hashes;

    private PageBlocks(String markdown) {
        this.markdown = markdown;
        blocks = TextBlock.of(markdown);
        hashes = edges(blocks.stream()
                .filter(TextBlock.Running.class::isInstance)
                .flatMap(block -> ((TextBlock.Running) block).hashes().stream())
                .toList());
    }

    static PageBlocks of(String markdown) {
        return new PageBlocks(markdown);
    }

    private static Set<Long> edges(List<Long> hashes) {
        var edges = new HashSet<>(hashes.subList(0, Math.min(EDGE, hashes.size())));
        edges.addAll(hashes.subList(Math.max(0, hashes.size() - EDGE), hashes.size()));
        return Set.copyOf(edges);
    }

    /// Of the paragraphs and list items that may repeat: at most 80.
    Set<Long> hashes() {
        return hashes;
    }

    /// A text without what repeats over its site.
    ///
    /// @param text Markdown
    /// @param leftOut the words of each block that went, in reading order
    record Own(String text, List<String> leftOut) {
        Own {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// Leaves out the paragraphs and whole lists that repeat, and the headings that have nothing left to announce.
    /// What is short, announces or asks goes only if what follows it goes, too: a label repeats from page to page,
    /// and means what stands below it. If it were more than half of the page, or the rest too short to be a text,
    /// nothing is left out.
    ///
    /// @param repeated hashes of what repeats over the site
    Own without(Set<Long> repeated) {
        var gone = running(repeated);
        addHeadings(gone);
        addBreaks(gone);
        return gone.isEmpty() || isTooMuch(gone)
                ? new Own(markdown, List.of())
                : new Own(
                        text(gone),
                        gone.stream()
                                .mapToObj(i -> blocks.get(i).text())
                                .filter(text -> !text.isEmpty())
                                .toList());
    }

    private BitSet running(Set<Long> repeated) {
        var gone = new BitSet(blocks.size());
        boolean nextGoes = true; // Nothing follows the last one.
        for (int i = blocks.size() - 1; i >= 0; i--) {
            switch (blocks.get(i)) {
                case TextBlock.Heading _, TextBlock.Break _ -> {
                    // They go with what stands around them.
                }
                case TextBlock.Fixed _ -> nextGoes = false;
                case TextBlock.Running running -> {
                    nextGoes = (nextGoes || !running.leansOnNext())
                            && hashes.containsAll(running.hashes())
                            && repeated.containsAll(running.hashes());
                    gone.set(i, nextGoes);
                }
            }
        }
        return gone;
    }

    private void addHeadings(BitSet gone) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof TextBlock.Heading heading) {
                gone.set(i, isEmptied(i + 1, heading.rank(), gone));
            }
        }
    }

    /// Whether everything up to the next heading of this rank or a higher one goes, and there is something.
    private boolean isEmptied(int from, int rank, BitSet gone) {
        boolean emptied = false;
        for (int i = from; i < blocks.size(); i++) {
            switch (blocks.get(i)) {
                case TextBlock.Heading next
                when next.rank() <= rank -> {
                    return emptied;
                }
                case TextBlock.Heading _, TextBlock.Break _ -> {
                    // Neither is text.
                }
                case TextBlock.Running _, TextBlock.Fixed _ -> {
                    if (!gone.get(i)) {
                        return false;
                    }
                    emptied = true;
                }
            }
        }
        return emptied;
    }

    /// A line that parted something from what goes parts nothing any more.
    private void addBreaks(BitSet gone) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof TextBlock.Break && gone.get(i + 1)) {
                gone.set(i);
            }
        }
    }

    private boolean isTooMuch(BitSet gone) {
        int all = 0;
        int words = 0;
        int letters = 0;
        for (int i = 0; i < blocks.size(); i++) {
            var count = WordCount.of(blocks.get(i).text());
            all += count.words();
            words += gone.get(i) ? 0 : count.words();
            letters += gone.get(i) ? 0 : count.letters();
        }
        return 2 * words < all || new WordCount(words, letters).tooFew();
    }

    private String text(BitSet gone) {
        var lines = markdown.split("\n", -1);
        var kept = new ArrayList<String>();
        for (int i = 0; i < blocks.size(); i++) {
            int end = i + 1 < blocks.size() ? blocks.get(i + 1).line() : lines.length;
            if (!gone.get(i)) {
                IntStream.range(blocks.get(i).line(), end).forEach(line -> kept.add(lines[line]));
            }
        }
        return String.join("\n", kept).stripTrailing() + "\n";
    }
}
