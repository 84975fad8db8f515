package llmtwin.aws;

import org.jspecify.annotations.Nullable;

/// An attempt at a message that ended without an answer, good or bad.
final class BrokenOff extends Exception {
    private static final long serialVersionUID = 1;

    private BrokenOff(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static BrokenOff by(VirtualMachineError cause) {
        return new BrokenOff(
                cause instanceof StackOverflowError ? "it is nested too deeply" : "it takes more memory than there is",
                cause);
    }

    /// The attempt killed its function.
    ///
    /// @param attempts how many there were
    static BrokenOff silently(int attempts) {
        return new BrokenOff("it takes too long or too much memory: none of " + attempts + " attempts ended", null);
    }
}
