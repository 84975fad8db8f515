package llmtwin.embed;

/// How good a place is to cut a text, from none to best.
enum Cut {
    NONE,
    /// Inside a word too long to stand alone.
    PART,
    WORD,
    LINE,
    /// Between sentences, or lines of code.
    SENTENCE,
    /// Between items of a list, rows of a table, or stanzas of code.
    ITEM,
    PARAGRAPH,
    HEADING;

    boolean atLeast(Cut other) {
        return compareTo(other) >= 0;
    }

    /// The next worse one; NONE for the worst.
    Cut weaker() {
        return switch (this) {
            case HEADING -> PARAGRAPH;
            case PARAGRAPH -> ITEM;
            case ITEM -> SENTENCE;
            case SENTENCE -> LINE;
            case LINE -> WORD;
            case WORD -> PART;
            case PART, NONE -> NONE;
        };
    }
}
