package llmtwin.core;

class InMemoryChunkIndexTest extends ChunkIndexContract {
    @Override
    protected ChunkIndex index() {
        return new InMemoryChunkIndex();
    }
}
