package llmtwin.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import llmtwin.core.Json;
import llmtwin.core.Sha256;
import llmtwin.local.mongo.ImportState;

/// How far each collection was read, a small file each in the home folder. Nothing in it is secret: twin and key are in
/// the file's name, as a hash.
final class ImportStates {
    private static final int SHOWN_DIGITS = 32;

    private final Path folder;
    private final String twin;

    /// @param twin what tells one twin from another
    ImportStates(Path folder, String twin) {
        this.folder = folder;
        this.twin = twin;
    }

    /// @return empty if it was never read, or the file is damaged: then everything is read again
    Optional<ImportState> of(String address, String collection) {
        var file = file(address, collection);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), ImportState.class))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The file holds the state before or this one, whenever the machine dies.
    void save(ImportState state) {
        var file = file(state.address(), state.collection());
        try {
            Files.createDirectories(folder);
            var part = Files.writeString(folder.resolve(file.getFileName() + ".part"), Json.write(state));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Path file(String address, String collection) {
        var key = Sha256.of(twin + "\n" + address + "\n" + collection).hex().substring(0, SHOWN_DIGITS);
        return folder.resolve(key + ".json");
    }
}
