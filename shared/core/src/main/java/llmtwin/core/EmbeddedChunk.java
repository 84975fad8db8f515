package llmtwin.core;

/// A chunk with its place in the embedder's space.
public record EmbeddedChunk(Chunk chunk, Embedding embedding) {}
