package llmtwin.unpack;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import llmtwin.core.ExportOptions;

/// An archive of anything: every file that can be read is a document. Code that others wrote (vendored, generated,
/// minified, lock files), version control, dot files and binary files are no writing of the person.
final class AnyFiles implements Export {
    private static final int MAX_CODE = 1 << 20;

    private static final Set<String> FOREIGN_FOLDERS = Set.of(
            "node_modules",
            "bower_components",
            "jspm_packages",
            "vendor",
            "vendors",
            "third_party",
            "third-party",
            "thirdparty",
            "site-packages",
            "dist-packages",
            "venv",
            "virtualenv",
            "__pycache__",
            "__macosx",
            "target",
            "build",
            "dist",
            "out",
            "bin",
            "obj",
            "pods",
            "carthage",
            "deriveddata",
            "generated",
            "coverage",
            "cvs");
    private static final Set<String> FOREIGN_FILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "poetry.lock",
            "pipfile.lock",
            "uv.lock",
            "pdm.lock",
            "cargo.lock",
            "gemfile.lock",
            "composer.lock",
            "go.sum",
            "flake.lock",
            "packages.lock.json",
            "podfile.lock",
            "mix.lock",
            "pubspec.lock",
            "gradlew",
            "gradlew.bat",
            "mvnw",
            "mvnw.cmd",
            "thumbs.db",
            "desktop.ini");
    private static final Pattern GENERATED = Pattern.compile(
            ".*(?:\\.min\\.(?:js|css)|\\.bundle\\.js|\\.map|[_.-]pb2(?:_grpc)?\\.pyi?|\\.pb\\.(?:go|cc|h)|\\.g\\.dart"
                    + "|\\.designer\\.cs|\\.generated\\.[a-z]+|-lock\\.[a-z]+)");

    @Override
    public String name() {
        return "files";
    }

    @Override
    public boolean recognises(Archive archive) {
        return archive.packs();
    }

    @Override
    public boolean namesDocumentsByEntry() {
        return true;
    }

    @Override
    public void read(Archive archive, ExportOptions options, Consumer<Member> members) throws IOException {
        archive.each(AnyFiles::isOwn, members, (entry, bytes) -> {
            var kind = FileType.of(entry);
            if (bytes.length == 0 || kind.isEmpty()) {
                return;
            }
            if (kind.get().code() && (bytes.length > MAX_CODE || isBinary(bytes))) {
                members.accept(new Member.Skipped(
                        entry, bytes.length > MAX_CODE ? "it is larger than 1 MB" : "it is not text"));
                return;
            }
            members.accept(new Member.File(
                    Addresses.of(archive, entry), entry, kind.get().contentType(), bytes));
        });
    }

    /// Whether a file can be read and is likely to be the person's own.
    static boolean isOwn(String entry) {
        var path = entry.toLowerCase(Locale.ROOT).split("/", -1);
        for (int i = 0; i < path.length - 1; i++) {
            if (path[i].startsWith(".") || FOREIGN_FOLDERS.contains(path[i])) {
                return false;
            }
        }
        var file = path[path.length - 1];
        return !file.startsWith(".")
                && !file.startsWith("~$")
                && !FOREIGN_FILES.contains(file)
                && !GENERATED.matcher(file).matches()
                && FileType.of(file).isPresent();
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
