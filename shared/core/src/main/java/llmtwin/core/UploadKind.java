package llmtwin.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an uploaded file is taken for, by its name. The one list of everything that may be uploaded.
public enum UploadKind {
    /// One piece of writing.
    DOCUMENT("md", "markdown", "txt", "html", "htm", "pdf", "docx"),
    /// An export or archive that holds many.
    ARCHIVE("zip", "tgz", "tar.gz", "json", "js", "xml", "mbox", "car");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that nobody can change.
    private final Set<String> extensions;

    UploadKind(String... extensions) {
        this.extensions = Set.of(extensions);
    }

    /// Empty if nobody here could read it.
    public static Optional<UploadKind> of(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(kind -> kind.extensions.stream().anyMatch(extension -> lower.endsWith("." + extension)))
                .findFirst();
    }

    /// Every extension of every kind, with its dot, sorted.
    public static List<String> supported() {
        return Stream.of(values())
                .flatMap(kind -> kind.extensions.stream())
                .map(extension -> "." + extension)
                .sorted()
                .toList();
    }
}
