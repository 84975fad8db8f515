package llmtwin.unpack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names of files inside an archive: relative, with slashes, and never leading out of it.
final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int MAX_LENGTH = 600;

    private EntryName() {}

    /// The name if it is a safe one; empty for one that is absolute, leads upwards or plays tricks.
    static Optional<String> safe(String name) {
        boolean tricky = name.isEmpty()
                || name.length() > MAX_LENGTH
                || name.indexOf('\\') >= 0
                || name.startsWith("/")
                || DRIVE.matcher(name).matches()
                || name.codePoints().anyMatch(Character::isISOControl)
                || Arrays.stream(name.split("/", -1))
                        .anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
        return tricky ? Optional.empty() : Optional.of(name);
    }

    /// What follows the last slash.
    static String file(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// What follows the last dot of the file, in lower case; empty if there is none.
    static String extension(String name) {
        var file = file(name);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /// The file without its extension.
    static String stem(String name) {
        var file = file(name);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
