package llmtwin.core;

class InMemorySourcesTest extends SourcesContract {
    @Override
    protected Sources ledger() {
        return new InMemorySources();
    }
}
