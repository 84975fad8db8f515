package llmtwin.core;

/// A passage of a clean document: the unit of retrieval and citation.
///
/// @param position 0-based order within the document
/// @param start offset of its first UTF-16 unit in the document's text
/// @param end offset after its last UTF-16 unit
/// @param text exactly the document's text from start to end
public record Chunk(int position, int start, int end, String text) {
    public Chunk {
        if (position < 0 || start < 0 || end - start != text.length()) {
            throw new IllegalArgumentException(
                    "chunk " + position + " from " + start + " to " + end + " has " + text.length() + " characters");
        }
    }
}
