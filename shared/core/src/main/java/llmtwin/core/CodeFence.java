package llmtwin.core;

/// Source code as a block of Markdown.
public final class CodeFence {
    private CodeFence() {}

    /// The code between fences longer than any in it.
    ///
    /// @param language as code fences name it; empty if it is not known
    public static String of(String code, String language) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        var fence = "`".repeat(longest + 1);
        return fence + language + "\n" + code + (code.endsWith("\n") ? "" : "\n") + fence;
    }
}
