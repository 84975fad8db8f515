package llmtwin.local.cli;

/// The twin does not take what it was sent, and will not take it another time.
final class Refused extends CommandFailed {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
