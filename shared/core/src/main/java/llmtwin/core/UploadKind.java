package llmtwin.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an uploaded file is taken for, by its name. The one list of everything that may be uploaded.
public enum UploadKind {
    /// One piece of writing.
    DOCUMENT(
            "md",
            "markdown",
            "rst",
            "txt",
            "html",
            "htm",
            "mhtml",
            "mht",
            "pdf",
            "docx",
            "odt",
            "rtf",
            "epub",
            "eml",
            "ipynb"),
    /// A [Piece] as JSON, which no person writes but a program that knows the facts of a piece of writing.
    PIECE("piece"),
    /// A file of source code or settings.
    SOURCE(
            "bash", "c", "cc", "clj", "cpp", "cs", "css", "dart", "el", "elm", "erl", "ex", "exs", "fish", "fs", "go",
            "gradle", "graphql", "groovy", "h", "hpp", "hs", "java", "jl", "jsx", "kt", "kts", "lisp", "lua", "m", "ml",
            "mm", "nim", "nix", "php", "pl", "proto", "ps1", "py", "r", "rb", "rs", "scala", "scm", "scss", "sh", "sql",
            "svelte", "swift", "tex", "tf", "toml", "ts", "tsx", "vue", "yaml", "yml", "zig", "zsh"),
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

    /// Every extension of documents and archives, with its dot, sorted. Those of source code are too many to name.
    public static List<String> supported() {
        return Stream.of(DOCUMENT, ARCHIVE)
                .flatMap(kind -> kind.extensions.stream())
                .map(extension -> "." + extension)
                .sorted()
                .toList();
    }
}
