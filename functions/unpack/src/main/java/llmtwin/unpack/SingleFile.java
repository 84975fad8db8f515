package llmtwin.unpack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file that packs nothing: it holds itself.
record SingleFile(Path file, String name, Budget budget) implements Container {
    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public int leftOut() {
        return 0;
    }

    @Override
    public InputStream open(String ignored) throws IOException {
        return budget.bounded(new BufferedInputStream(Files.newInputStream(file)), Files.size(file));
    }

    @Override
    public void close() {}
}
