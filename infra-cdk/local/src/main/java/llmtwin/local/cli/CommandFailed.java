package llmtwin.local.cli;

/// A command could not do what was asked; the message says why and what to do, and is all that is shown.
class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
