package llmtwin.clean;

/// Lines of text.
final class Lines {
    private Lines() {}

    /// The text with every line ended by `\n`.
    static String normalised(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /// One line of Markdown without its marks: links as their text, no emphasis, no code ticks.
    static String plain(String markdown) {
        return markdown.replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .replaceAll("(\\*\\*|__|`)", "")
                .replaceAll("(?<![\\p{L}\\p{N}])([*_])(\\S|\\S.*?\\S)\\1(?![\\p{L}\\p{N}])", "$2")
                .replaceAll("\\\\([^\\p{Alnum}\\s])", "$1")
                .strip();
    }

    /// The text with every run of white space as one space.
    static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00A0]+", " ").strip();
    }
}
