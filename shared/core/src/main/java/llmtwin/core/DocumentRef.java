package llmtwin.core;

/// Which document of which twin.
public record DocumentRef(TwinId twin, DocumentId id) {
    @Override
    public String toString() {
        return twin + "/" + id;
    }
}
