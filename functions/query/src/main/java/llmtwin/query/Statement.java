package llmtwin.query;

import java.util.List;

/// An answer's text and what it cites.
///
/// @param citations by number; each number stands in the text, and no other
record Statement(String text, List<Citation> citations) {
    Statement {
        citations = List.copyOf(citations);
    }
}
