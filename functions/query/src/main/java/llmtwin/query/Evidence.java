package llmtwin.query;

import llmtwin.core.Passage;

/// A passage and how well it fits the question.
///
/// @param relevance about 0 to 1, comparable between questions; unlike the passage's score, which is of its rank
record Evidence(Passage passage, double relevance) {}
