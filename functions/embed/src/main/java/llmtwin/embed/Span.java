package llmtwin.embed;

/// Some units of a text, one after the other.
///
/// @param from index of the first
/// @param to index after the last
record Span(int from, int to) {
    int size() {
        return to - from;
    }
}
