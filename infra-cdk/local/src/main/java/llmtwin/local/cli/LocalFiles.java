package llmtwin.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that a path on this machine stands for.
final class LocalFiles {
    private LocalFiles() {}

    /// The file itself, or every file in the folder, sorted. Hidden files and folders are somebody's settings, not
    /// writing.
    static List<Path> in(Path path) {
        if (!Files.exists(path)) {
            throw new CommandFailed(path + " does not exist. A web address starts with https:// or http://");
        }
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> tree = Files.walk(path)) {
            var root = path.toRealPath();
            return tree.filter(Files::isRegularFile)
                    .filter(file -> isInside(root, file))
                    .filter(file -> Stream.iterate(file, part -> !part.equals(path), Path::getParent)
                            .noneMatch(part -> part.getFileName().toString().startsWith(".")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /// A link may lead anywhere on this machine.
    private static boolean isInside(Path root, Path file) {
        try {
            return file.toRealPath().startsWith(root);
        } catch (IOException _) {
            return false; // It leads nowhere.
        }
    }

    /// How a file is called: by its name, or with the folder it was found in.
    ///
    /// @param path that was asked for
    static String name(Path path, Path file) {
        return Files.isDirectory(path)
                ? folderName(path) + "/" + path.relativize(file).toString().replace('\\', '/')
                : file.getFileName().toString();
    }

    private static String folderName(Path folder) {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }
}
