package llmtwin.core;

/// The chunk index is down, out of reach, too slow or refuses; the same call may work later.
public final class IndexUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
