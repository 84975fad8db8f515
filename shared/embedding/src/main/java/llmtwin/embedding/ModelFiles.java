package llmtwin.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// The files of a model that travel beside the classes of this package.
///
/// @param onnx name of the network
/// @param tokenizer name of its `tokenizer.json`
record ModelFiles(String onnx, String tokenizer) {
    String tokenizerJson() {
        try (var in = open(tokenizer)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives the network's path to a reader. A network inside an archive is unpacked for as long as that takes:
    /// reading from a path needs 60 MB less than reading from an array.
    <T, E extends Exception> T read(NetworkReader<T, E> reader) throws E {
        var url = resource(onnx);
        if (url.getProtocol().equals("file")) {
            return reader.read(Path.of(URI.create(url.toString())));
        }
        var unpacked = unpacked();
        try {
            return reader.read(unpacked);
        } finally {
            delete(unpacked);
        }
    }

    private Path unpacked() {
        try (var in = open(onnx)) {
            var file = Files.createTempFile("llm-twin-", ".onnx");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("no room to unpack " + onnx, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        return resource(name).openStream();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(ModelFiles.class.getResource(name), name + " is not on the class path");
    }

    /// Reads a network from a file.
    interface NetworkReader<T, E extends Exception> {
        T read(Path network) throws E;
    }
}
