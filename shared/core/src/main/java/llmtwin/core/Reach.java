package llmtwin.core;

/// How much of a source is wanted.
///
/// @param depth how many links may lead from the pages that the source names to another of its site: 0 to 5
/// @param limit how many documents it may bring at most: 1 to 50,000
public record Reach(int depth, int limit) {
    public static final int MAX_DEPTH = 5;
    public static final int MAX_LIMIT = 50_000;
    /// What the source names and nothing else, 1,000 documents at most.
    public static final Reach USUAL = new Reach(0, 1_000);

    /// @throws IllegalArgumentException if one is out of bounds
    public Reach {
        if (depth < 0 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("depth " + depth + " is not in 0 to " + MAX_DEPTH);
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not in 1 to " + MAX_LIMIT);
        }
    }

    /// Whether somebody asked for just so many documents.
    public boolean isChosen(int most) {
        return limit == most && limit != USUAL.limit;
    }
}
