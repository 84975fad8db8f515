package llmtwin.core;

class InMemoryDocumentsTest extends DocumentsContract {
    @Override
    protected Documents ledger() {
        return new InMemoryDocuments();
    }
}
