package llmtwin.clean;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// In which language a file of source code or settings is written, by its name.
final class SourceLanguages {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("java", "java"),
            Map.entry("kt", "kotlin"),
            Map.entry("kts", "kotlin"),
            Map.entry("scala", "scala"),
            Map.entry("groovy", "groovy"),
            Map.entry("gradle", "groovy"),
            Map.entry("clj", "clojure"),
            Map.entry("cljs", "clojure"),
            Map.entry("py", "python"),
            Map.entry("pyi", "python"),
            Map.entry("rb", "ruby"),
            Map.entry("js", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("cjs", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("vue", "vue"),
            Map.entry("svelte", "svelte"),
            Map.entry("go", "go"),
            Map.entry("rs", "rust"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("hh", "cpp"),
            Map.entry("hpp", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("fs", "fsharp"),
            Map.entry("vb", "vbnet"),
            Map.entry("m", "objectivec"),
            Map.entry("mm", "objectivec"),
            Map.entry("swift", "swift"),
            Map.entry("dart", "dart"),
            Map.entry("php", "php"),
            Map.entry("pl", "perl"),
            Map.entry("pm", "perl"),
            Map.entry("lua", "lua"),
            Map.entry("r", "r"),
            Map.entry("jl", "julia"),
            Map.entry("hs", "haskell"),
            Map.entry("ml", "ocaml"),
            Map.entry("mli", "ocaml"),
            Map.entry("ex", "elixir"),
            Map.entry("exs", "elixir"),
            Map.entry("erl", "erlang"),
            Map.entry("hrl", "erlang"),
            Map.entry("elm", "elm"),
            Map.entry("nim", "nim"),
            Map.entry("zig", "zig"),
            Map.entry("lisp", "lisp"),
            Map.entry("el", "lisp"),
            Map.entry("scm", "scheme"),
            Map.entry("sh", "shell"),
            Map.entry("bash", "shell"),
            Map.entry("zsh", "shell"),
            Map.entry("fish", "shell"),
            Map.entry("ps1", "powershell"),
            Map.entry("bat", "batch"),
            Map.entry("sql", "sql"),
            Map.entry("graphql", "graphql"),
            Map.entry("proto", "protobuf"),
            Map.entry("css", "css"),
            Map.entry("scss", "scss"),
            Map.entry("less", "less"),
            Map.entry("yaml", "yaml"),
            Map.entry("yml", "yaml"),
            Map.entry("toml", "toml"),
            Map.entry("ini", "ini"),
            Map.entry("cfg", "ini"),
            Map.entry("tf", "terraform"),
            Map.entry("nix", "nix"),
            Map.entry("cmake", "cmake"),
            Map.entry("tex", "latex"),
            Map.entry("adoc", "asciidoc"),
            Map.entry("org", "org"),
            Map.entry("textile", "textile"));
    private static final Map<String, String> BY_NAME = Map.of(
            "dockerfile", "dockerfile",
            "makefile", "makefile",
            "justfile", "makefile",
            "rakefile", "ruby",
            "gemfile", "ruby",
            "vagrantfile", "ruby",
            "jenkinsfile", "groovy");

    private SourceLanguages() {}

    /// As code fences name it, in lower case; empty for a file of another kind.
    static Optional<String> of(Hints hints) {
        var path = hints.name();
        var file = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_EXTENSION.get(hints.extension()))
                .or(() -> Optional.ofNullable(BY_NAME.get(file)));
    }
}
