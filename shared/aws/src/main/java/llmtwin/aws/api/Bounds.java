package llmtwin.aws.api;

/// Checks numbers that callers send.
final class Bounds {
    private Bounds() {}

    static int checked(String name, long value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + " is not in " + min + " to " + max);
        }
        return (int) value;
    }
}
