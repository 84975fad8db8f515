package llmtwin.clean;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What repeats over the pages of a site. No rule knows a word: what counts is only on how many pages a block stands.
final class Repetition {
    private static final int FEWEST_PAGES = 4;
    /// Of two pages' blocks; more than this in common makes them one page at two addresses.
    private static final double SAME_PAGE = 0.8;

    private Repetition() {}

    /// The blocks that stand on at least four pages and on at least half of all, wherever the pages come from first.
    ///
    /// @param pages the blocks of each page, by their hashes
    static Set<Long> in(Collection<Set<Long>> pages) {
        var different = different(pages);
        var counts = new HashMap<Long, Integer>();
        different.forEach(page -> page.forEach(block -> counts.merge(block, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= FEWEST_PAGES && 2 * count.getValue() >= different.size())
                .map(count -> count.getKey())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The blocks of pages that are nearly the same, or linked by such, as those of one page.
    private static List<Set<Long>> different(Collection<Set<Long>> pages) {
        var groups = new ArrayList<List<Set<Long>>>();
        for (var page : pages) {
            var group = new ArrayList<>(List.of(page));
            groups.removeIf(other -> other.stream().anyMatch(member -> isNearly(member, page)) && group.addAll(other));
            groups.add(group);
        }
        return groups.stream().map(Repetition::union).toList();
    }

    /// Jaccard similarity.
    private static boolean isNearly(Set<Long> one, Set<Long> other) {
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared.size() > SAME_PAGE * (one.size() + other.size() - shared.size());
    }

    private static Set<Long> union(List<Set<Long>> pages) {
        return pages.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
