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

    /// The text from its first line on that is not blank.
    static String withoutBlankStart(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                start = i + 1;
            } else if (c != ' ' && c != '\t') {
                break;
            }
        }
        return text.substring(start);
    }

    /// How often a character follows itself at most; 0 if it is not there.
    static int longestRun(String text, char wanted) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == wanted ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// The text with every run of white space as one space.
    static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00A0]+", " ").strip();
    }
}
