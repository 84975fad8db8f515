package llmtwin.aws.api;

/// Something that an answer needs cannot be reached now; trying again later may help.
public final class OutOfReach extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what in the caller's words, such as "The search index"
    public OutOfReach(String what, Throwable cause) {
        super(what, cause);
    }
}
