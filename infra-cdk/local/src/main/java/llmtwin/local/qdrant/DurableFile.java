package llmtwin.local.qdrant;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.lucene.util.IOUtils;

/// Whole-file writes that are either there completely or not at all, whatever ends the process.
final class DurableFile {
    private DurableFile() {}

    static void write(Path file, byte[] content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try (var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(file.toAbsolutePath().getParent(), true);
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        IOUtils.fsync(file.toAbsolutePath().getParent(), true);
    }
}
