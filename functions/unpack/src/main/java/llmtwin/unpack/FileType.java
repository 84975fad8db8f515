package llmtwin.unpack;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a file is by its extension, and the media type the next stage knows it by.
///
/// @param code source code or a file of settings, which is text in any case
record FileType(String contentType, boolean code) {
    private static final Map<String, String> DOCUMENTS = Map.ofEntries(
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("xhtml", "application/xhtml+xml"),
            Map.entry("md", "text/markdown"),
            Map.entry("markdown", "text/markdown"),
            Map.entry("mdx", "text/markdown"),
            Map.entry("txt", "text/plain"),
            Map.entry("rst", "text/x-rst"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("rtf", "application/rtf"),
            Map.entry("epub", "application/epub+zip"),
            Map.entry("mhtml", "multipart/related"),
            Map.entry("mht", "multipart/related"),
            Map.entry("eml", "message/rfc822"));

    private static final Set<String> CODE = Set.of(
            "java", "kt", "kts", "scala", "groovy", "clj", "cljs", "py", "pyi", "ipynb", "rb", "php", "pl", "pm", "lua",
            "r", "jl", "js", "jsx", "mjs", "cjs", "ts", "tsx", "vue", "svelte", "css", "scss", "less", "c", "h", "cc",
            "cpp", "cxx", "hpp", "hh", "m", "mm", "cs", "fs", "vb", "go", "rs", "swift", "dart", "zig", "nim", "ex",
            "exs", "erl", "hrl", "hs", "elm", "ml", "mli", "sh", "bash", "zsh", "fish", "ps1", "bat", "sql", "graphql",
            "proto", "tf", "yaml", "yml", "toml", "ini", "cfg", "gradle", "cmake", "tex", "adoc", "org", "textile");

    private static final Set<String> CODE_FILES = Set.of(
            "makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "justfile", "procfile", "vagrantfile");
    private static final Set<String> TEXT_FILES =
            Set.of("readme", "license", "licence", "changelog", "contributing", "authors", "notice");

    /// Empty for a file that cannot be read as writing.
    static Optional<FileType> of(String name) {
        var extension = EntryName.extension(name);
        var document = DOCUMENTS.get(extension);
        if (document != null) {
            return Optional.of(new FileType(document, false));
        }
        var file = EntryName.file(name).toLowerCase(Locale.ROOT);
        if (CODE.contains(extension) || CODE_FILES.contains(file) || TEXT_FILES.contains(file)) {
            return Optional.of(new FileType("text/plain", true));
        }
        return Optional.empty();
    }
}
